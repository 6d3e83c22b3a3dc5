using Bandeng.Kernel;
using Bandeng.Sheets.Forms;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Sheets;

/// <summary>The tables of forms, their versions, bindings and fillings.</summary>
internal sealed class SheetsModelPart : IModelPart
{
    public string Module => "sheets";

    public void Declare(ModelBuilder model)
    {
        model.Entity<SheetForm>().ToTable("sheet_forms");
        model.Entity<SheetVersion>().ToTable("sheet_versions")
            .HasOne<SheetForm>().WithMany().HasForeignKey(row => row.FormId);
        model.Entity<SheetTable>(table =>
        {
            table.ToTable("sheet_tables").HasKey(row => new { row.VersionId, row.Sheet });
            table.HasOne<SheetVersion>().WithMany().HasForeignKey(row => row.VersionId);
        });
        model.Entity<SheetColumn>(column =>
        {
            column.ToTable("sheet_columns").HasKey(row => new { row.VersionId, row.Sheet, row.Place });
            column.HasOne<SheetVersion>().WithMany().HasForeignKey(row => row.VersionId);
        });
        model.Entity<SheetFill>(fill =>
        {
            fill.ToTable("sheet_fills").HasOne<SheetForm>().WithMany().HasForeignKey(row => row.FormId);
            fill.HasOne<SheetVersion>().WithMany().HasForeignKey(row => row.VersionId);
        });
    }
}

internal static class SheetsTables
{
    extension(BandengDb db)
    {
        public DbSet<SheetForm> Forms => db.Set<SheetForm>();

        public DbSet<SheetVersion> FormVersions => db.Set<SheetVersion>();

        public DbSet<SheetTable> FormTables => db.Set<SheetTable>();

        public DbSet<SheetColumn> FormColumns => db.Set<SheetColumn>();

        public DbSet<SheetFill> Fills => db.Set<SheetFill>();
    }
}
