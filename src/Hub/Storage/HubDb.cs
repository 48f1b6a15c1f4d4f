using System.Text;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Storage;

/// <summary>The store's tables. Column names are the property names in snake_case; times are unix milliseconds; money is 1/10,000.</summary>
public sealed class HubDb(DbContextOptions<HubDb> options) : DbContext(options)
{
    /// <summary>Received bytes.</summary>
    public DbSet<Body> Bodies => Set<Body>();

    /// <summary>Received items.</summary>
    public DbSet<Envelope> Envelopes => Set<Envelope>();

    /// <summary>Journey events.</summary>
    public DbSet<Event> Events => Set<Event>();

    /// <summary>Which envelopes showed an event.</summary>
    public DbSet<EventEvidence> Evidence => Set<EventEvidence>();

    /// <summary>Which contacts an envelope names.</summary>
    public DbSet<EnvelopeContact> EnvelopeContacts => Set<EnvelopeContact>();

    /// <summary>Contacts.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Keys of contacts.</summary>
    public DbSet<Identity> Identities => Set<Identity>();

    /// <summary>Joined contacts.</summary>
    public DbSet<Merge> Merges => Set<Merge>();

    /// <summary>Runs of rules.</summary>
    public DbSet<RunRow> Runs => Set<RunRow>();

    /// <summary>Decisions.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>Outbox.</summary>
    public DbSet<ActionRow> Actions => Set<ActionRow>();

    /// <summary>Tries.</summary>
    public DbSet<Attempt> Attempts => Set<Attempt>();

    /// <summary>Echo ledger.</summary>
    public DbSet<Echo> Echoes => Set<Echo>();

    /// <summary>Wished reads.</summary>
    public DbSet<Fetch> Fetches => Set<Fetch>();

    /// <summary>Stream cursors.</summary>
    public DbSet<Cursor> Cursors => Set<Cursor>();

    /// <summary>Mapping versions.</summary>
    public DbSet<MappingVersion> MappingVersions => Set<MappingVersion>();

    /// <summary>Consent history.</summary>
    public DbSet<ConsentRow> Consents => Set<ConsentRow>();

    /// <summary>Daily counts.</summary>
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>Lane owners.</summary>
    public DbSet<Lane> Lanes => Set<Lane>();

    /// <summary>Approvals.</summary>
    public DbSet<Approval> Approvals => Set<Approval>();

    /// <summary>Alerts.</summary>
    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    /// <summary>Stops.</summary>
    public DbSet<Stop> Stops => Set<Stop>();

    /// <summary>Connection states.</summary>
    public DbSet<ConnectionState> ConnectionStates => Set<ConnectionState>();

    /// <summary>People who were there already when a rule was switched on.</summary>
    public DbSet<Already> Already => Set<Already>();

    /// <summary>Links to pages of rules, and the answers.</summary>
    public DbSet<SharedRule> SharedRules => Set<SharedRule>();

    /// <summary>Encrypted secrets.</summary>
    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();

    /// <summary>The key that they need.</summary>
    public DbSet<SecretKeyRow> SecretKeys => Set<SecretKeyRow>();

    /// <summary>Logins made by click.</summary>
    public DbSet<StoredGrant> StoredGrants => Set<StoredGrant>();

    /// <summary>Connections made by click.</summary>
    public DbSet<StoredConnection> StoredConnections => Set<StoredConnection>();

    /// <summary>Sign-ins under way.</summary>
    public DbSet<SignIn> SignIns => Set<SignIn>();

    /// <summary>Links to sign in by.</summary>
    public DbSet<ConnectLink> ConnectLinks => Set<ConnectLink>();

    /// <summary>Webhook subscriptions as found at the last look.</summary>
    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    /// <summary>Spans of the past that are read again.</summary>
    public DbSet<BackfillRow> Backfills => Set<BackfillRow>();

    /// <summary>Counts of days, the tools' and the hub's.</summary>
    public DbSet<CompletenessRow> Completeness => Set<CompletenessRow>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Body>().ToTable("body");
        modelBuilder.Entity<Envelope>(e =>
        {
            e.ToTable("envelope");
            e.HasIndex(x => new { x.Client, x.Connection, x.Key1 }).IsUnique();
            e.HasIndex(x => new { x.Client, x.Connection, x.Key2 }).IsUnique().HasFilter("key2 is not null");
            e.HasIndex(x => new { x.Client, x.Id }).HasFilter("state = 0").HasDatabaseName("ix_envelope_open");
            e.HasIndex(x => new { x.Client, x.Connection, x.ReceivedAt });
            e.HasIndex(x => new { x.Client, x.ReceivedAt }).HasFilter("state > 1").HasDatabaseName("ix_envelope_aside");
        });
        modelBuilder.Entity<Event>(e =>
        {
            e.ToTable("event");
            e.HasIndex(x => new { x.Client, x.NaturalKey }).IsUnique();
            e.HasIndex(x => new { x.Client, x.Contact, x.OccurredAt });
            e.HasIndex(x => new { x.Client, x.ReceivedAt });
            e.HasIndex(x => new { x.Client, x.Subject, x.OccurredAt }).HasFilter("contact is null");
        });
        modelBuilder.Entity<EventEvidence>(e =>
        {
            e.ToTable("event_evidence");
            e.HasKey(x => new { x.Event, x.Envelope });
            e.HasIndex(x => x.Envelope);
        });
        modelBuilder.Entity<EnvelopeContact>(e =>
        {
            e.ToTable("envelope_contact");
            e.HasKey(x => new { x.Contact, x.Envelope });
        });
        modelBuilder.Entity<Contact>(e =>
        {
            e.ToTable("contact");
            e.HasIndex(x => new { x.Client, x.LastAt });
            e.HasIndex(x => new { x.Client, x.Stage });
        });
        modelBuilder.Entity<Identity>(e =>
        {
            e.ToTable("identity");
            e.HasKey(x => new { x.Client, x.Kind, x.Scope, x.Value });
            e.HasIndex(x => x.Contact);
        });
        modelBuilder.Entity<Merge>().ToTable("merge");
        modelBuilder.Entity<RunRow>(e =>
        {
            e.ToTable("run");
            e.HasKey(x => new { x.Client, x.Id });
            e.HasIndex(x => new { x.Client, x.Subject }).HasFilter("ended_at is null").HasDatabaseName("ix_run_open");
            e.HasIndex(x => new { x.Client, x.DueAt }).HasFilter("ended_at is null and due_at is not null").HasDatabaseName("ix_run_due");
        });
        modelBuilder.Entity<Decision>(e =>
        {
            e.ToTable("decision");
            e.HasIndex(x => new { x.Client, x.Contact, x.Now });
            e.HasIndex(x => x.Event);
            e.HasIndex(x => new { x.Client, x.Now });
        });
        modelBuilder.Entity<ActionRow>(e =>
        {
            e.ToTable("action");
            e.HasIndex(x => new { x.Client, x.Key }).IsUnique();
            e.HasIndex(x => new { x.Grant, x.Client, x.DueAt }).HasFilter("state = 0").HasDatabaseName("ix_action_due");
            e.HasIndex(x => x.Grant).HasFilter("state = 1").HasDatabaseName("ix_action_sending");
            e.HasIndex(x => x.Client).HasFilter("state = 2").HasDatabaseName("ix_action_held");
            e.HasIndex(x => new { x.Client, x.State, x.UpdatedAt }).HasFilter("state > 3").HasDatabaseName("ix_action_aside");
            e.HasIndex(x => x.Id).HasFilter("state = 3 and expect is not null").HasDatabaseName("ix_action_expecting");
            e.HasIndex(x => new { x.Client, x.Contact });
            e.HasIndex(x => new { x.Client, x.UpdatedAt });
            e.HasIndex(x => x.Event);
        });
        modelBuilder.Entity<Attempt>(e =>
        {
            e.ToTable("attempt");
            e.HasIndex(x => x.Action);
        });
        modelBuilder.Entity<Echo>(e =>
        {
            e.ToTable("echo");
            e.HasKey(x => new { x.Client, x.Connection, x.Object, x.Field, x.ValueHash });
            e.HasIndex(x => x.Until);
        });
        modelBuilder.Entity<Fetch>(e =>
        {
            e.ToTable("fetch");
            e.HasIndex(x => new { x.Client, x.Connection, x.Kind, x.ObjectId }).IsUnique().HasFilter("state = 0").HasDatabaseName("ix_fetch_open");
            e.HasIndex(x => new { x.Grant, x.DueAt }).HasFilter("state = 0").HasDatabaseName("ix_fetch_due");
        });
        modelBuilder.Entity<Cursor>(e =>
        {
            e.ToTable("cursor");
            e.HasKey(x => new { x.Client, x.Connection, x.Stream });
        });
        modelBuilder.Entity<MappingVersion>(e =>
        {
            e.ToTable("mapping_version");
            e.HasKey(x => new { x.Client, x.Version });
        });
        modelBuilder.Entity<ConsentRow>(e =>
        {
            e.ToTable("consent");
            e.HasIndex(x => new { x.Client, x.Contact, x.At });
        });
        modelBuilder.Entity<Counter>(e =>
        {
            e.ToTable("counter");
            e.HasKey(x => new { x.Client, x.Connection, x.Day, x.Kind });
        });
        modelBuilder.Entity<Lane>(e =>
        {
            e.ToTable("lane");
            e.HasKey(x => x.Client);
        });
        modelBuilder.Entity<Already>(e =>
        {
            e.ToTable("already");
            e.HasKey(x => new { x.Client, x.Rule, x.Contact });
            e.HasIndex(x => new { x.Client, x.DueAt }).HasFilter("state = 0 and due_at is not null").HasDatabaseName("ix_already_due");
            e.HasIndex(x => new { x.Client, x.Rule, x.Place }).HasFilter("state = 0 and due_at is null").HasDatabaseName("ix_already_waiting");
        });
        modelBuilder.Entity<Approval>(e =>
        {
            e.ToTable("approval");
            e.HasIndex(x => new { x.Client, x.State });
            e.HasIndex(x => new { x.Client, x.Run, x.Step }).IsUnique();
        });
        modelBuilder.Entity<AlertRow>(e =>
        {
            e.ToTable("alert");
            e.HasIndex(x => new { x.Client, x.Key }).IsUnique().HasFilter("solved_at is null").HasDatabaseName("ix_alert_open");
        });
        modelBuilder.Entity<Stop>(e =>
        {
            e.ToTable("stop");
            e.HasKey(x => new { x.Client, x.Scope, x.Target });
        });
        modelBuilder.Entity<SharedRule>(e =>
        {
            e.ToTable("shared_rule");
            e.HasIndex(x => x.TokenHash).IsUnique();
            e.HasIndex(x => new { x.Client, x.Rule, x.Id });
            e.HasIndex(x => x.Client).HasFilter("answered_at is not null and noted_at is null").HasDatabaseName("ix_shared_rule_news");
        });
        modelBuilder.Entity<StoredSecret>(e =>
        {
            e.ToTable("secret");
            e.HasKey(x => new { x.Owner, x.Name });
        });
        modelBuilder.Entity<SecretKeyRow>().ToTable("secret_key");
        modelBuilder.Entity<StoredGrant>().ToTable("stored_grant");
        modelBuilder.Entity<StoredConnection>(e =>
        {
            e.ToTable("stored_connection");
            e.HasKey(x => new { x.Client, x.Id });
        });
        modelBuilder.Entity<SignIn>(e =>
        {
            e.ToTable("sign_in");
            e.HasKey(x => x.StateHash);
        });
        modelBuilder.Entity<ConnectLink>(e =>
        {
            e.ToTable("connect_link");
            e.HasIndex(x => x.TokenHash).IsUnique();
            e.HasIndex(x => new { x.Client, x.Id });
        });
        modelBuilder.Entity<SubscriptionRow>(e =>
        {
            e.ToTable("subscription");
            e.HasKey(x => new { x.Client, x.Connection, x.Topic });
        });
        modelBuilder.Entity<BackfillRow>(e =>
        {
            e.ToTable("backfill");
            e.HasIndex(x => new { x.Client, x.Connection, x.Stream }).IsUnique().HasFilter("state = 'running'").HasDatabaseName("ix_backfill_running");
            e.HasIndex(x => new { x.Client, x.Id });
        });
        modelBuilder.Entity<CompletenessRow>(e =>
        {
            e.ToTable("completeness");
            e.HasKey(x => new { x.Client, x.Connection, x.Stream, x.Day });
            e.Ignore(x => x.Missing);
            e.Ignore(x => x.Repaired);
        });
        modelBuilder.Entity<ConnectionState>(e =>
        {
            e.ToTable("connection_state");
            e.HasKey(x => new { x.Client, x.Connection });
        });

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if (property.Name == "Id" && property.ClrType == typeof(long))
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never; // HubIds gives it
                }
            }
        }
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
