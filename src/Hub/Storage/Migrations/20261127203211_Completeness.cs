using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHub.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Completeness : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "completeness",
                columns: table => new
                {
                    client = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<string>(type: "TEXT", nullable: false),
                    stream = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    theirs = table.Column<long>(type: "INTEGER", nullable: false),
                    ours = table.Column<long>(type: "INTEGER", nullable: false),
                    first_missing = table.Column<long>(type: "INTEGER", nullable: false),
                    repairs = table.Column<int>(type: "INTEGER", nullable: false),
                    counted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_completeness", x => new { x.client, x.connection, x.stream, x.day });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "completeness");
        }
    }
}
