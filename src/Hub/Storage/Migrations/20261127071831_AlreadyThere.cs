using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHub.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AlreadyThere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "already",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<long>(type: "INTEGER", nullable: false),
                    event_key = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_already", x => new { x.client, x.rule, x.contact });
                });

            migrationBuilder.CreateIndex(
                name: "ix_already_due",
                table: "already",
                columns: new[] { "client", "due_at" },
                filter: "state = 0 and due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_already_waiting",
                table: "already",
                columns: new[] { "client", "rule", "place" },
                filter: "state = 0 and due_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "already");
        }
    }
}
