using System.Net.Http.Headers;
using System.Threading.Channels;

namespace IntegrationHub.Sandbox;

// The workers: one try, the retries, what is dropped.
public sealed partial class WebhookSender
{
    private async Task WorkAsync()
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                Task hold;
                lock (_gate)
                {
                    hold = _paused?.Task ?? Task.CompletedTask;
                }

                await hold.WaitAsync(_stop.Token);
                await DeliverAsync(delivery);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The sandbox stops; what is under way ends here.
        }
    }

    private async Task DeliverAsync(Delivery delivery)
    {
        var send = await TryAsync(delivery);
        Log(send);
        if (delivery.Rules.Accepts(send.Status))
        {
            if (_ids.Chance(_options.DuplicateShare))
            {
                Log(await TryAsync(delivery));
            }

            Done();
        }
        else if (send.Status == 410 && delivery.Rules.GoneDisables)
        {
            DropOne(delivery.Subscription, "answered 410");
            Done();
        }
        else if (send.Status is >= 400 and < 500 and not 429 && delivery.Rules.ClientErrorsAreFinal)
        {
            Done();
        }
        else if (delivery.Attempt < delivery.Rules.RetryWaits.Count)
        {
            _ = RetryAsync(delivery);
        }
        else
        {
            if (delivery.Rules.DropsSubscription)
            {
                DropOne(delivery.Subscription, "too many failures");
            }

            Done();
        }
    }

    private async Task RetryAsync(Delivery delivery)
    {
        try
        {
            await Task.Delay(delivery.Rules.RetryWaits[delivery.Attempt] * _options.RetryPace, _options.WaitTime, _stop.Token);
            _queue.Writer.TryWrite(delivery with { Attempt = delivery.Attempt + 1 });
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The sandbox stops while the vendor waits.
        }
    }

    private async Task<WebhookSend> TryAsync(Delivery delivery)
    {
        var subscription = delivery.Subscription;
        var at = _options.Time.GetUtcNow();
        var request = delivery.Build(new WebhookAttempt(delivery.Attempt, _options.SigningTime?.GetUtcNow() ?? at, subscription.Address, subscription.Secret));
        var send = new WebhookSend(
            delivery.Number, subscription.Vendor, subscription.Account, delivery.Topic, subscription.Address, delivery.Attempt, at, null, null, request);
        if (!subscription.Address.IsLoopback)
        {
            return send with { Error = "not a loopback address: nothing leaves this computer" };
        }

        using var limit = new CancellationTokenSource(delivery.Rules.Timeout, _options.WaitTime);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, subscription.Address) { Content = new ByteArrayContent(request.Body) };
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
            foreach (var (name, value) in request.Headers)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await _client.SendAsync(message, both.Token);
            return send with { Status = (int)answer.StatusCode };
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return send with { Error = "no answer in time" };
        }
        catch (HttpRequestException e)
        {
            return send with { Error = e.Message };
        }
    }

    private void DropOne(WebhookSubscription subscription, string reason)
    {
        if (!subscription.Permanent && Unsubscribe(subscription.Vendor, subscription.Id))
        {
            Dropped?.Invoke(subscription, reason);
        }
    }

    private void Log(WebhookSend send)
    {
        lock (_gate)
        {
            _log.Enqueue(send);
            if (_log.Count > Kept)
            {
                _log.Dequeue();
            }
        }
    }

    private void Done()
    {
        lock (_gate)
        {
            if (--_pending == 0)
            {
                _idle.TrySetResult();
            }
        }
    }
}
