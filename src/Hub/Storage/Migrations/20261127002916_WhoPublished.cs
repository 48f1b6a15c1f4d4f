using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHub.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class WhoPublished : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "mapping_version",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "published_at",
                table: "mapping_version",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "published_by",
                table: "mapping_version",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "note",
                table: "mapping_version");

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "mapping_version");

            migrationBuilder.DropColumn(
                name: "published_by",
                table: "mapping_version");
        }
    }
}
