using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.Places;

internal static class PlaceTables
{
    extension(BandengDb db)
    {
        public DbSet<PlaceOnFile> Places => db.Set<PlaceOnFile>();

        public DbSet<PlaceName> PlaceNames => db.Set<PlaceName>();

        public DbSet<PlaceCode> PlaceCodes => db.Set<PlaceCode>();

        public DbSet<Dwelling> Dwellings => db.Set<Dwelling>();
    }

    public static void Declare(ModelBuilder model)
    {
        model.Entity<PlaceOnFile>().ToTable("places").HasOne<PlaceOnFile>()
            .WithMany().HasForeignKey(place => place.EstateId);
        model.Entity<PlaceName>(name =>
        {
            name.ToTable("place_names").HasKey(row => new { row.PlaceId, row.ValidFrom });
            name.HasOne<PlaceOnFile>().WithMany().HasForeignKey(row => row.PlaceId);
        });
        model.Entity<PlaceCode>(code =>
        {
            code.ToTable("place_codes").HasKey(row => new { row.PlaceId, row.ValidFrom });
            code.HasOne<PlaceOnFile>().WithMany().HasForeignKey(row => row.PlaceId);
        });
        model.Entity<Dwelling>().ToTable("dwellings").HasOne<PlaceOnFile>()
            .WithMany().HasForeignKey(door => door.BuildingId);
    }
}
