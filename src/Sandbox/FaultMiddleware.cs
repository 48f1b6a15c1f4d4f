using System.Text;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox;

/// <summary>Gives each vendor request its id, writes it to the log and lets the switched-on fault happen to it.</summary>
public sealed class FaultMiddleware(SandboxWorld world, IReadOnlyDictionary<string, ISandboxVendor> vendors)
{
    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var name = context.Request.Path.Value?.Split('/', 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        if (!vendors.TryGetValue(name, out var vendor))
        {
            await next(context);
            return;
        }

        var path = context.Request.Path + context.Request.QueryString.ToUriComponent();
        context.TraceIdentifier = world.Ids.Uuid();
        var at = world.Now;
        var waited = world.Options.WaitTime.GetUtcNow();
        var fault = world.Faults.Take(name, path);
        var cut = true;
        try
        {
            cut = fault is null ? await PassAsync(context, next) : await FailAsync(context, next, vendor, fault);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
        finally
        {
            world.Requests.Add(new SandboxRequest(
                context.TraceIdentifier, name, context.Request.Method, path, at, waited, cut ? 0 : context.Response.StatusCode, fault?.Kind));
        }
    }

    private static async Task<bool> PassAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        return false;
    }

    /// <summary>True when the connection was cut, so that no status reached the caller whole.</summary>
    private async Task<bool> FailAsync(HttpContext context, RequestDelegate next, ISandboxVendor vendor, Fault fault)
    {
        if (fault.Kind == FaultKind.Latency)
        {
            await Task.Delay(fault.Delay ?? TimeSpan.FromSeconds(1), world.Options.WaitTime, context.RequestAborted);
            return await PassAsync(context, next);
        }

        byte[] real = [];
        if (fault.AfterWork || fault.Kind == FaultKind.TruncatedBody)
        {
            real = await WorkAsync(context, next);
        }

        switch (fault.Kind)
        {
            case FaultKind.Hang:
                await Task.Delay(fault.Delay ?? Timeout.InfiniteTimeSpan, world.Options.WaitTime, context.RequestAborted);
                context.Abort();
                return true;
            case FaultKind.ConnectionReset:
                context.Abort();
                return true;
            case FaultKind.TruncatedBody:
                context.Response.ContentLength = Math.Max(real.Length, 2);
                await context.Response.Body.WriteAsync(real.AsMemory(0, real.Length / 2));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return true;
            case FaultKind.HtmlPage:
                await SayAsync(context, 200, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>");
                return false;
            case FaultKind.EmptyBody:
                await SayAsync(context, 200, "application/json", "");
                return false;
            default:
                var status = fault.Kind switch
                {
                    FaultKind.TooManyRequests => 429,
                    FaultKind.RevokedToken => 401,
                    _ => fault.Status ?? 500,
                };
                if (fault.RetryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = fault.RetryAfter;
                }

                var (type, body) = vendor.ErrorBody(status, context.TraceIdentifier);
                await SayAsync(context, status, type, body);
                return false;
        }
    }

    private static async Task<byte[]> WorkAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return held.ToArray();
    }

    private static Task SayAsync(HttpContext context, int status, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
