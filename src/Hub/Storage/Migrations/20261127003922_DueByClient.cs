using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHub.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class DueByClient : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_action_due",
                table: "action");

            migrationBuilder.CreateIndex(
                name: "ix_action_due",
                table: "action",
                columns: new[] { "grant", "client", "due_at" },
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_action_due",
                table: "action");

            migrationBuilder.CreateIndex(
                name: "ix_action_due",
                table: "action",
                columns: new[] { "grant", "due_at" },
                filter: "state = 0");
        }
    }
}
