namespace IntegrationHub.Connectors.Contract;

/// <summary>A value at a field of a vendor's object, in canonical form, so that vendor formatting (case, order, spaces) makes no difference.</summary>
/// <param name="Object">The object: <c>customer:7001</c>, <c>member:ana@example.com</c>, <c>review:accounts/1/…</c>.</param>
/// <param name="Field">The field: <c>tag:vip</c>, <c>property:lifecyclestage</c>, <c>reply</c>.</param>
/// <param name="Value">The canonical value; tags use <c>on</c> and <c>off</c>.</param>
public readonly record struct WriteMark(string Object, string Field, string Value);
