using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHub.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "action",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    grant = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    verb = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    run = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    object_id = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    touch = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    stale_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: true),
                    hops = table.Column<int>(type: "INTEGER", nullable: false),
                    target_reason = table.Column<string>(type: "TEXT", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", nullable: true),
                    expect = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    vendor_object = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_action", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    solved_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "approval",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    run = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    draft = table.Column<string>(type: "TEXT", nullable: true),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "attempt",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<long>(type: "INTEGER", nullable: false),
                    n = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    request = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "body",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    codec = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_body", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "connection_state",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    last_webhook_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_poll_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_delivery_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connection_state", x => new { x.client, x.connection });
                });

            migrationBuilder.CreateTable(
                name: "consent",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    tool = table.Column<string>(type: "TEXT", nullable: false),
                    given = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    stage = table.Column<string>(type: "TEXT", nullable: true),
                    cycle = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    log = table.Column<string>(type: "TEXT", nullable: false),
                    merged_into = table.Column<long>(type: "INTEGER", nullable: true),
                    erased = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counter",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    n = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counter", x => new { x.client, x.connection, x.day, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "cursor",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    stream = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    first_done = table.Column<bool>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false),
                    records = table.Column<long>(type: "INTEGER", nullable: false),
                    failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cursor", x => new { x.client, x.connection, x.stream });
                });

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: true),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    run_key = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: true),
                    mapping_version = table.Column<int>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    clause = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    sentence = table.Column<string>(type: "TEXT", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: true),
                    now = table.Column<long>(type: "INTEGER", nullable: false),
                    came_late = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "echo",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    @object = table.Column<string>(name: "object", type: "TEXT", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    value_hash = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    hops = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_echo", x => new { x.client, x.connection, x.@object, x.field, x.value_hash });
                });

            migrationBuilder.CreateTable(
                name: "envelope",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    topic = table.Column<string>(type: "TEXT", nullable: false),
                    key1 = table.Column<string>(type: "TEXT", nullable: false),
                    key2 = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<long>(type: "INTEGER", nullable: false),
                    offset = table.Column<int>(type: "INTEGER", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_at = table.Column<long>(type: "INTEGER", nullable: true),
                    historical = table.Column<bool>(type: "INTEGER", nullable: false),
                    cause_action = table.Column<string>(type: "TEXT", nullable: true),
                    cause_hops = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_envelope", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "envelope_contact",
                columns: table => new
                {
                    envelope = table.Column<long>(type: "INTEGER", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_envelope_contact", x => new { x.contact, x.envelope });
                });

            migrationBuilder.CreateTable(
                name: "event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    natural_key = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    historical = table.Column<bool>(type: "INTEGER", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    tool = table.Column<string>(type: "TEXT", nullable: false),
                    run_key = table.Column<string>(type: "TEXT", nullable: true),
                    cause_action = table.Column<string>(type: "TEXT", nullable: true),
                    hops = table.Column<int>(type: "INTEGER", nullable: false),
                    is_echo = table.Column<bool>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_evidence",
                columns: table => new
                {
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: false),
                    envelope = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_evidence", x => new { x.@event, x.envelope });
                });

            migrationBuilder.CreateTable(
                name: "fetch",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    grant = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    object_id = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    envelope = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    historical = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fetch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: false),
                    envelope = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    verified = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity", x => new { x.client, x.kind, x.scope, x.value });
                });

            migrationBuilder.CreateTable(
                name: "lane",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lane", x => x.client);
                });

            migrationBuilder.CreateTable(
                name: "mapping_version",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mapping_version", x => new { x.client, x.version });
                });

            migrationBuilder.CreateTable(
                name: "merge",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    kept = table.Column<long>(type: "INTEGER", nullable: false),
                    gone = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "run",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    run_key = table.Column<string>(type: "TEXT", nullable: false),
                    mapping_version = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run", x => new { x.client, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stop",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stop", x => new { x.client, x.scope, x.target });
                });

            migrationBuilder.CreateIndex(
                name: "IX_action_client_contact",
                table: "action",
                columns: new[] { "client", "contact" });

            migrationBuilder.CreateIndex(
                name: "IX_action_client_key",
                table: "action",
                columns: new[] { "client", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_action_client_updated_at",
                table: "action",
                columns: new[] { "client", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_action_due",
                table: "action",
                columns: new[] { "grant", "due_at" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_action_event",
                table: "action",
                column: "event");

            migrationBuilder.CreateIndex(
                name: "ix_action_aside",
                table: "action",
                columns: new[] { "client", "state", "updated_at" },
                filter: "state > 3");

            migrationBuilder.CreateIndex(
                name: "ix_action_held",
                table: "action",
                column: "client",
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_action_expecting",
                table: "action",
                column: "id",
                filter: "state = 3 and expect is not null");

            migrationBuilder.CreateIndex(
                name: "ix_action_sending",
                table: "action",
                column: "grant",
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_alert_open",
                table: "alert",
                columns: new[] { "client", "key" },
                unique: true,
                filter: "solved_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_approval_client_run_step",
                table: "approval",
                columns: new[] { "client", "run", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_approval_client_state",
                table: "approval",
                columns: new[] { "client", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_attempt_action",
                table: "attempt",
                column: "action");

            migrationBuilder.CreateIndex(
                name: "IX_consent_client_contact_at",
                table: "consent",
                columns: new[] { "client", "contact", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_client_last_at",
                table: "contact",
                columns: new[] { "client", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_client_stage",
                table: "contact",
                columns: new[] { "client", "stage" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_client_contact_now",
                table: "decision",
                columns: new[] { "client", "contact", "now" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_client_now",
                table: "decision",
                columns: new[] { "client", "now" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_event",
                table: "decision",
                column: "event");

            migrationBuilder.CreateIndex(
                name: "IX_echo_until",
                table: "echo",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "IX_envelope_client_connection_key1",
                table: "envelope",
                columns: new[] { "client", "connection", "key1" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_envelope_client_connection_key2",
                table: "envelope",
                columns: new[] { "client", "connection", "key2" },
                unique: true,
                filter: "key2 is not null");

            migrationBuilder.CreateIndex(
                name: "IX_envelope_client_connection_received_at",
                table: "envelope",
                columns: new[] { "client", "connection", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_envelope_aside",
                table: "envelope",
                columns: new[] { "client", "received_at" },
                filter: "state > 1");

            migrationBuilder.CreateIndex(
                name: "ix_envelope_open",
                table: "envelope",
                columns: new[] { "client", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_event_client_contact_occurred_at",
                table: "event",
                columns: new[] { "client", "contact", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_event_client_natural_key",
                table: "event",
                columns: new[] { "client", "natural_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_event_client_received_at",
                table: "event",
                columns: new[] { "client", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_event_client_subject_occurred_at",
                table: "event",
                columns: new[] { "client", "subject", "occurred_at" },
                filter: "contact is null");

            migrationBuilder.CreateIndex(
                name: "IX_event_evidence_envelope",
                table: "event_evidence",
                column: "envelope");

            migrationBuilder.CreateIndex(
                name: "ix_fetch_due",
                table: "fetch",
                columns: new[] { "grant", "due_at" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_fetch_open",
                table: "fetch",
                columns: new[] { "client", "connection", "kind", "object_id" },
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_identity_contact",
                table: "identity",
                column: "contact");

            migrationBuilder.CreateIndex(
                name: "ix_run_due",
                table: "run",
                columns: new[] { "client", "due_at" },
                filter: "ended_at is null and due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_run_open",
                table: "run",
                columns: new[] { "client", "subject" },
                filter: "ended_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "action");

            migrationBuilder.DropTable(
                name: "alert");

            migrationBuilder.DropTable(
                name: "approval");

            migrationBuilder.DropTable(
                name: "attempt");

            migrationBuilder.DropTable(
                name: "body");

            migrationBuilder.DropTable(
                name: "connection_state");

            migrationBuilder.DropTable(
                name: "consent");

            migrationBuilder.DropTable(
                name: "contact");

            migrationBuilder.DropTable(
                name: "counter");

            migrationBuilder.DropTable(
                name: "cursor");

            migrationBuilder.DropTable(
                name: "decision");

            migrationBuilder.DropTable(
                name: "echo");

            migrationBuilder.DropTable(
                name: "envelope");

            migrationBuilder.DropTable(
                name: "envelope_contact");

            migrationBuilder.DropTable(
                name: "event");

            migrationBuilder.DropTable(
                name: "event_evidence");

            migrationBuilder.DropTable(
                name: "fetch");

            migrationBuilder.DropTable(
                name: "identity");

            migrationBuilder.DropTable(
                name: "lane");

            migrationBuilder.DropTable(
                name: "mapping_version");

            migrationBuilder.DropTable(
                name: "merge");

            migrationBuilder.DropTable(
                name: "run");

            migrationBuilder.DropTable(
                name: "stop");
        }
    }
}
