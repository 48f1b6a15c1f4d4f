using System.Collections.Immutable;
using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>An action for the outbox.</summary>
/// <param name="Key">P2: hash of client, rule id, run key, step id and target; 32 hex digits.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="RunId">Run id.</param>
/// <param name="Step">Step id.</param>
/// <param name="Connection">Target connection; the empty text for the hub's own (task and alert fall-backs).</param>
/// <param name="Verb">Verb after the role, e.g. <c>tag.add</c>.</param>
/// <param name="Name">Full name as in the document, e.g. <c>mail.tag.add</c>.</param>
/// <param name="ObjectId">The vendor's object id where it is known; null when the contact is addressed by e-mail.</param>
/// <param name="Email">Canonical address where known.</param>
/// <param name="Class">Class of the touch.</param>
/// <param name="DueAt">Not before.</param>
/// <param name="StaleAt">Of no use after; null when it keeps.</param>
/// <param name="Arguments">Rendered arguments.</param>
/// <param name="Hops">Hops of the chain including this action.</param>
/// <param name="TargetReason">Which connection was chosen and why, in words.</param>
/// <param name="ApprovedBy">Who approved it; null when none was needed.</param>
/// <param name="Expect">Event that proves the effect in the other tool and the time it has, e.g. <c>email.sent</c> within PT2H; null when none was declared.</param>
public sealed record PlannedAction(
    string Key, string Rule, string RunId, string Step, string Connection, string Verb, string Name, string? ObjectId, string? Email, TouchClass Class,
    DateTimeOffset DueAt, DateTimeOffset? StaleAt, ImmutableSortedDictionary<string, Value> Arguments, int Hops, string TargetReason, string? ApprovedBy, ExpectedEffect? Expect);
