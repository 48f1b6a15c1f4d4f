using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

public sealed partial class ShopifyShop
{
    /// <summary>Somebody puts things into a cart; nobody knows who. Returns the cart's token.</summary>
    public string FillCart(IReadOnlyList<ShopifyLine> lines, string? token = null) => Locked(() =>
    {
        var topic = token is null ? "carts/create" : "carts/update";
        var cart = token ?? "hWN" + _world.Ids.Hex(20);
        Note(token is null ? "cart.create" : "cart.update", cart, Actor.Person);
        Emit(_world.Ids.Uuid(), topic, ShopifyBodies.Cart(cart, lines, _world.Now, _world.Now));
        return cart;
    });

    /// <summary>Somebody begins a checkout and may leave it.</summary>
    public ShopifyCheckout StartCheckout(ShopifyBasket basket, string? cart = null) => Locked(() =>
    {
        var now = _world.Now;
        var checkout = new ShopifyCheckout
        {
            Id = _world.Ids.Next("shopify.checkout", 35_550_298_931_313), Token = _world.Ids.Hex(32), CartToken = cart ?? "hWN" + _world.Ids.Hex(20), Basket = basket,
            CustomerId = basket.CustomerId ?? State.ByEmail(basket.Email)?.Id, Lines = Numbered(basket.Lines), CreatedAt = now, UpdatedAt = now,
        };
        State.Checkouts.Add(checkout.Token, checkout);
        Note("checkout.start", checkout.Token, Actor.Person, ("email", basket.Email), ("total", WireJson.Money(basket.Total)));
        Emit(_world.Ids.Uuid(), "checkouts/create", ShopifyBodies.Checkout(this, checkout, CustomerOf(checkout.CustomerId)));
        return checkout;
    });

    /// <summary>Somebody goes on in a checkout: other things, an e-mail, a code. Null when it is not there.</summary>
    public ShopifyCheckout? UpdateCheckout(string token, Func<ShopifyBasket, ShopifyBasket> change) => Locked(() =>
    {
        if (State.Checkouts.GetValueOrDefault(token) is not { } before)
        {
            return null;
        }

        var basket = change(before.Basket);
        var after = State.Checkouts[token] = before with
        {
            Basket = basket, Lines = Numbered(basket.Lines), CustomerId = basket.CustomerId ?? State.ByEmail(basket.Email)?.Id, UpdatedAt = _world.Now,
        };
        Note("checkout.update", token, Actor.Person, ("email", basket.Email));
        Emit(_world.Ids.Uuid(), "checkouts/update", ShopifyBodies.Checkout(this, after, CustomerOf(after.CustomerId)));
        return after;
    });

    /// <summary>Somebody orders, out of a checkout or straight away. An unknown e-mail makes a customer; no e-mail makes an order without one.</summary>
    public ShopifyOrder PlaceOrder(ShopifyBasket basket, string? checkoutToken = null) => Locked(() =>
    {
        var now = _world.Now;
        var checkout = checkoutToken is null ? null : State.Checkouts.GetValueOrDefault(checkoutToken);
        var customer = basket.CustomerId ?? State.ByEmail(basket.Email)?.Id;
        if (customer is null && basket.Email is not null)
        {
            customer = AddCustomer(new ShopifyCustomer { Email = basket.Email, Phone = basket.Phone, FirstName = basket.FirstName, LastName = basket.LastName }).Id;
        }

        var order = new ShopifyOrder
        {
            Id = _world.Ids.Next("shopify.order", 6_100_000_000_123), Number = (int)_world.Ids.Next("shopify.number." + Name, 1001), Basket = basket, CustomerId = customer,
            Lines = Numbered(basket.Lines), Currency = basket.Currency ?? Currency, Tags = basket.Tags, Financial = basket.Paid ? "PAID" : "PENDING",
            CheckoutToken = checkoutToken ?? (basket.SourceName == "web" ? _world.Ids.Hex(32) : null), CartToken = checkout?.CartToken, CreatedAt = now, UpdatedAt = now,
        };
        State.Orders.Add(order.Id, order);
        Note("order.create", order.Gid, Actor.Person, ("name", order.Name), ("total", WireJson.Money(basket.Total)), ("customer", customer is { } c ? Digits(c) : null));
        var eventId = _world.Ids.Uuid();
        if (checkout is not null)
        {
            var done = State.Checkouts[checkout.Token] = checkout with { CompletedAt = now, UpdatedAt = now, CustomerId = customer };
            Emit(eventId, "checkouts/update", ShopifyBodies.Checkout(this, done, CustomerOf(customer)));
        }

        EmitOrder(eventId, order, "orders/create");
        if (basket.Paid)
        {
            EmitOrder(eventId, order, "orders/paid");
        }

        if (customer is { } buyer && State.Customers.TryGetValue(buyer, out var known))
        {
            State.Customers[buyer] = known with { UpdatedAt = now };
            EmitSummary(eventId, buyer, order);
        }

        if (basket.AcceptsMarketing && customer is { } willing && State.Customers[willing].EmailConsent != "SUBSCRIBED")
        {
            SetEmailConsent(willing, "SUBSCRIBED");
        }

        return order;
    });

    /// <summary>An unpaid order is paid.</summary>
    public ShopifyOrder? PayOrder(long id) => Change(id, o => o with { Financial = "PAID" }, "order.pay", "orders/paid");

    /// <summary>An order is cancelled; nothing is given back by it.</summary>
    public ShopifyOrder? CancelOrder(long id, string reason = "CUSTOMER") =>
        Change(id, o => o with { CancelledAt = _world.Now, CancelReason = reason, Financial = o.Financial == "PENDING" ? "VOIDED" : o.Financial }, "order.cancel", "orders/cancelled");

    /// <summary>Sets tags of an order that are not there yet.</summary>
    public ShopifyOrder? TagOrder(long id, IEnumerable<string> tags, Actor? by = null) => Locked(() =>
    {
        var wanted = Clean(tags);
        return State.Orders.GetValueOrDefault(id) is { } o && wanted.All(t => o.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)) ? o
            : Change(id, o => o with { Tags = [.. o.Tags.Union(wanted, StringComparer.OrdinalIgnoreCase)] }, "order.tag.add", null, by, ("tags", string.Join(", ", wanted)));
    });

    /// <summary>Takes tags off an order.</summary>
    public ShopifyOrder? UntagOrder(long id, IEnumerable<string> tags, Actor? by = null) => Locked(() =>
    {
        var wanted = Clean(tags);
        return State.Orders.GetValueOrDefault(id) is { } o && !wanted.Any(t => o.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)) ? o
            : Change(id, o => o with { Tags = [.. o.Tags.Except(wanted, StringComparer.OrdinalIgnoreCase)] }, "order.tag.remove", null, by, ("tags", string.Join(", ", wanted)));
    });

    /// <summary>Money is given back.</summary>
    /// <param name="id">The order.</param>
    /// <param name="note">Why.</param>
    /// <param name="amount">How much; null gives all of the lines back.</param>
    public ShopifyRefund? Refund(long id, string note, decimal? amount = null) => Locked(() =>
    {
        if (State.Orders.GetValueOrDefault(id) is not { } order)
        {
            return null;
        }

        var lines = amount is null
            ? order.Lines.Select(l => (l.Id, l.Quantity, l.Total)).ToList()
            : [(order.Lines[0].Id, 1, amount.Value)];
        var refund = new ShopifyRefund(_world.Ids.Next("shopify.refund", 890_088_186_047_892_319), id, Math.Min(lines.Sum(l => l.Item3), order.Basket.Total - order.Refunded), note, lines, _world.Now);
        var after = order with
        {
            Refunds = [.. order.Refunds, refund], UpdatedAt = _world.Now,
            Lines = [.. order.Lines.Select(l => l with { Refunded = l.Refunded + lines.Where(r => r.Id == l.Id).Sum(r => r.Quantity) })],
        };
        after = State.Orders[id] = after with { Financial = after.Refunded >= order.Basket.Total ? "REFUNDED" : "PARTIALLY_REFUNDED" };
        Note("order.refund", order.Gid, Actor.Person, ("amount", WireJson.Money(refund.Amount)), ("note", note));
        var eventId = _world.Ids.Uuid();
        Emit(eventId, "refunds/create", ShopifyOrderBodies.Refund(this, after, refund));
        EmitOrder(eventId, after);
        return refund;
    });

    /// <summary>The order is sent, or handed over at the counter.</summary>
    public ShopifyFulfilment? Fulfil(long id, string? company = null, string? tracking = null) => Locked(() =>
    {
        if (State.Orders.GetValueOrDefault(id) is not { } order)
        {
            return null;
        }

        var parcel = new ShopifyFulfilment(
            _world.Ids.Next("shopify.fulfilment", 4_800_000_000_001), id, $"{order.Name}.{order.Fulfilments.Count + 1}", company, tracking, null, _world.Now, _world.Now);
        var after = State.Orders[id] = order with { Fulfilment = "FULFILLED", Fulfilments = [.. order.Fulfilments, parcel], UpdatedAt = _world.Now };
        Note("order.fulfil", order.Gid, Actor.Person, ("tracking", tracking));
        var eventId = _world.Ids.Uuid();
        Emit(eventId, "fulfillments/create", ShopifyOrderBodies.Fulfilment(this, after, parcel, EmailOf(after)));
        EmitOrder(eventId, after, "orders/fulfilled");
        return parcel;
    });

    /// <summary>The carrier or the counter reports: <c>in_transit</c>, <c>out_for_delivery</c>, <c>delivered</c>, <c>ready_for_pickup</c>, <c>picked_up</c>, <c>failure</c>.</summary>
    public bool ReportFulfilment(long orderId, string status) => Locked(() =>
    {
        if (State.Orders.GetValueOrDefault(orderId) is not { Fulfilments.Count: > 0 } order)
        {
            return false;
        }

        var parcel = order.Fulfilments[^1] with { ShipmentStatus = status, UpdatedAt = _world.Now };
        var after = State.Orders[orderId] = order with { Fulfilments = [.. order.Fulfilments.SkipLast(1), parcel], UpdatedAt = _world.Now };
        Note("order.fulfilment.event", order.Gid, Actor.Person, ("status", status));
        var eventId = _world.Ids.Uuid();
        Emit(eventId, "fulfillment_events/create", ShopifyOrderBodies.FulfilmentEvent(this, _world.Ids.Next("shopify.fulfilmentEvent", 1_234_567), parcel, status, _world.Now));
        Emit(eventId, "fulfillments/update", ShopifyOrderBodies.Fulfilment(this, after, parcel, EmailOf(after)));
        return true;
    });

    private ShopifyOrder? Change(
        long id, Func<ShopifyOrder, ShopifyOrder> change, string verb, string? topic, Actor? by = null, params (string Name, string? Value)[] values) => Locked(() =>
    {
        if (State.Orders.GetValueOrDefault(id) is not { } before)
        {
            return null;
        }

        var after = State.Orders[id] = change(before) with { UpdatedAt = _world.Now };
        Note(verb, after.Gid, by ?? Actor.Person, values);
        EmitOrder(_world.Ids.Uuid(), after, topic);
        return after;
    });

    private List<ShopifyLine> Numbered(IReadOnlyList<ShopifyLine> lines) => [.. lines.Select(l => l with { Id = _world.Ids.Next("shopify.line", 15_100_000_000_001) })];

    private ShopifyCustomer? CustomerOf(long? id) => id is { } known ? State.Customers.GetValueOrDefault(known) : null;

    private string? EmailOf(ShopifyOrder order) => order.Basket.Email ?? CustomerOf(order.CustomerId)?.Email;

    /// <summary>The topic of the change, if it has one, and <c>orders/updated</c> after it, unless the order is new.</summary>
    private void EmitOrder(string eventId, ShopifyOrder order, string? topic = null)
    {
        var body = ShopifyOrderBodies.Order(this, order, CustomerOf(order.CustomerId));
        if (topic is not null)
        {
            Emit(eventId, topic, body);
        }

        if (topic != "orders/create")
        {
            Emit(eventId, "orders/updated", body);
        }
    }

    private void EmitSummary(string eventId, long customer, ShopifyOrder last) => Emit(eventId, "customers/purchasing_summary", new JObject
    {
        ["customerId"] = $"gid://shopify/Customer/{customer}", ["numberOfOrders"] = State.OrdersOf(customer).Count(),
        ["amountSpent"] = new JObject { ["amount"] = WireJson.Money(State.OrdersOf(customer).Sum(o => o.Basket.Total - o.Refunded)), ["currencyCode"] = Currency },
        ["lastOrderId"] = last.Gid, ["occurredAt"] = WireJson.InstantMillis(_world.Now),
    });
}
