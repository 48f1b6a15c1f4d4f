using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>One page of a connection.</summary>
internal sealed record GraphQlPage(IReadOnlyList<GraphQlEdge> Edges, bool HasNext, bool HasPrevious)
{
    public IReadOnlyList<object> Nodes => [.. Edges.Select(e => e.Node)];

    /// <summary>A page out of a list that is already in order.</summary>
    public static GraphQlPage Of<T>(IReadOnlyList<T> all, Func<T, string> cursor, GraphQlCall call)
        where T : notnull
    {
        if (call.Arguments["last"] is { Type: not JTokenType.Null } || call.TextOrNull("before") is not null)
        {
            throw new GraphQlException("The sandbox pages forwards only: use first and after.", "BAD_REQUEST");
        }

        if (call.Arguments["first"] is not { Type: JTokenType.Integer } given)
        {
            throw new GraphQlException("you must provide one of first or last", "BAD_REQUEST");
        }

        var first = (int)given;
        if (first is < 0 or > 250)
        {
            throw new GraphQlException("The number of records asked for must lie between 0 and 250", "BAD_REQUEST");
        }

        var start = 0;
        if (call.TextOrNull("after") is { } after)
        {
            start = all.Count;
            for (var i = 0; i < all.Count; i++)
            {
                if (cursor(all[i]) == after)
                {
                    start = i + 1;
                    break;
                }
            }
        }

        var edges = all.Skip(start).Take(first).Select(n => new GraphQlEdge(cursor(n), n)).ToList();
        return new GraphQlPage(edges, start + edges.Count < all.Count, start > 0);
    }
}
