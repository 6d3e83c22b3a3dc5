using Bandeng.Incubator.Queries;
using Bandeng.Incubator.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Incubator;

/// <summary>社会组织孵化: from an idea to a registered organization.</summary>
public static class IncubatorModule
{
    public static IServiceCollection AddIncubator(this IServiceCollection services) => services
        .AddSingleton<IModelPart, IncubatorModelPart>()
        .AddSingleton(
            new HubEntry(
                "/incubator", typeof(IncubatorText), "incubator", Permission.KeepIncubator, Permission.ReadFigures))
        .AddScoped<StartIdea>()
        .AddScoped<TakeStep>()
        .AddScoped<AddPaper>()
        .AddScoped<ReadIncubations>()
        .AddScoped<IDemoPart, IncubatorDemo>();
}

/// <summary>The tables of social organizations on their way.</summary>
internal sealed class IncubatorModelPart : IModelPart
{
    public string Module => "incubator";

    public void Declare(ModelBuilder model)
    {
        model.Entity<Incubation>().ToTable("incubations");
        model.Entity<IncubationStep>().ToTable("incubation_steps")
            .HasOne<Incubation>().WithMany().HasForeignKey(step => step.IncubationId);
        model.Entity<IncubationPaper>().ToTable("incubation_papers")
            .HasOne<Incubation>().WithMany().HasForeignKey(paper => paper.IncubationId);
    }
}

internal static class IncubatorTables
{
    extension(BandengDb db)
    {
        public DbSet<Incubation> Incubations => db.Set<Incubation>();

        public DbSet<IncubationStep> IncubationSteps => db.Set<IncubationStep>();

        public DbSet<IncubationPaper> IncubationPapers => db.Set<IncubationPaper>();
    }
}
