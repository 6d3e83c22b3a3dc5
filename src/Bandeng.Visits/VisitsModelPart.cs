using Bandeng.Kernel;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits;

/// <summary>The tables of programmes, forms, visits, promises and hazards.</summary>
internal sealed class VisitsModelPart : IModelPart
{
    public string Module => "visits";

    public void Declare(ModelBuilder model)
    {
        model.Entity<Programme>().ToTable("visit_programmes");
        model.Entity<VisitForm>().ToTable("visit_forms").HasOne<Programme>()
            .WithMany().HasForeignKey(row => row.ProgrammeId);
        model.Entity<Visit>(visit =>
        {
            visit.ToTable("visits").HasOne<Programme>().WithMany().HasForeignKey(row => row.ProgrammeId);
            visit.HasOne<VisitForm>().WithMany().HasForeignKey(row => row.FormId);
        });
        model.Entity<Answer>(answer =>
        {
            answer.ToTable("visit_answers").HasKey(row => new { row.VisitId, row.Question, row.Position });
            answer.HasOne<Visit>().WithMany().HasForeignKey(row => row.VisitId);
        });
        model.Entity<Promise>(promise =>
        {
            promise.ToTable("visit_promises").HasKey(row => row.VisitId);
            promise.HasOne<Visit>().WithMany().HasForeignKey(row => row.VisitId);
        });
        model.Entity<Hazard>().ToTable("hazards");
    }
}

internal static class VisitsTables
{
    extension(BandengDb db)
    {
        public DbSet<Programme> Programmes => db.Set<Programme>();

        public DbSet<VisitForm> VisitForms => db.Set<VisitForm>();

        public DbSet<Visit> Visits => db.Set<Visit>();

        public DbSet<Answer> Answers => db.Set<Answer>();

        public DbSet<Promise> Promises => db.Set<Promise>();

        public DbSet<Hazard> Hazards => db.Set<Hazard>();
    }
}
