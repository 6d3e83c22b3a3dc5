using Bandeng.Households.Care;
using Bandeng.Households.Grids;
using Bandeng.Households.Needs;
using Bandeng.Households.Objecting;
using Bandeng.Households.People;
using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households;

/// <summary>The tables of households and residents.</summary>
internal sealed class HouseholdsModelPart : IModelPart
{
    public string Module => "households";

    public IReadOnlyList<ClosedColumn> Closed { get; } =
    [
        new("residents", "id", "id_number", "id_fingerprint") { IsOnce = true },
        new("residents", "id", "phone", "phone_fingerprint"),
        new("home_tellings", "id", "words"),
        new("needs", "id", "note"),
        new("needs", "id", "certificate", "certificate_fingerprint"),
        new("needs", "id", "contact_name"),
        new("needs", "id", "contact", "contact_fingerprint"),
        new("needs", "id", "consent_name"),
        new("corrections", "id", "asked"),
        new("grid_objections", "id", "name"),
        new("grid_objections", "id", "phone", "phone_fingerprint"),
    ];

    public void Declare(ModelBuilder model)
    {
        model.Entity<Household>().ToTable("households");
        model.Entity<Resident>().ToTable("residents");
        model.Entity<CareLink>().ToTable("care_links").HasOne<Household>()
            .WithMany().HasForeignKey(row => row.HouseholdId);
        model.Entity<GridPlan>().ToTable("grid_plans");
        model.Entity<GridShowing>().ToTable("grid_showings")
            .HasOne<GridPlan>().WithMany().HasForeignKey(row => row.PlanId);
        model.Entity<GridObjection>(objection =>
        {
            objection.ToTable("grid_objections").HasOne<GridPlan>().WithMany().HasForeignKey(row => row.PlanId);
            objection.HasOne<GridShowing>().WithMany().HasForeignKey(row => row.ShowingId);
        });
        model.Entity<HomeTelling>().ToTable("home_tellings");
        model.Entity<Need>().Ignore(need => need.Seers).ToTable("needs")
            .HasOne<Resident>().WithMany().HasForeignKey(row => row.ResidentId);
        model.Entity<NeedCode>().ToTable("need_codes").HasOne<Resident>()
            .WithMany().HasForeignKey(row => row.ResidentId);
        model.Entity<Correction>().ToTable("corrections").HasOne<Resident>()
            .WithMany().HasForeignKey(row => row.ResidentId);
        model.Entity<Membership>(member =>
        {
            member.ToTable("household_members").HasOne<Household>().WithMany().HasForeignKey(row => row.HouseholdId);
            member.HasOne<Resident>().WithMany().HasForeignKey(row => row.ResidentId);
        });
    }
}

internal static class HouseholdsTables
{
    extension(BandengDb db)
    {
        public DbSet<Household> Households => db.Set<Household>();

        public DbSet<Resident> Residents => db.Set<Resident>();

        public DbSet<Membership> Members => db.Set<Membership>();

        public DbSet<CareLink> CareLinks => db.Set<CareLink>();

        public DbSet<GridPlan> Plans => db.Set<GridPlan>();

        public DbSet<GridShowing> Showings => db.Set<GridShowing>();

        public DbSet<GridObjection> Objections => db.Set<GridObjection>();

        public DbSet<HomeTelling> Tellings => db.Set<HomeTelling>();
        public DbSet<Need> Needs => db.Set<Need>();

        public DbSet<Correction> Corrections => db.Set<Correction>();
    }
}
