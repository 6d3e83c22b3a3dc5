using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations;
using Bandeng.Organizations.Lists;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Pairs;

/// <summary>
/// 结对共建: departments with communities, leaders with weak villages, old hands with newcomers, villages with villages.
/// </summary>
public static class PairsModule
{
    public static IServiceCollection AddPairs(this IServiceCollection services) => services
        .AddSingleton<IModelPart, PairsModelPart>()
        .AddSingleton(new HubEntry("/pairs", typeof(PairsText), "pairs", Permission.KeepPairs, Permission.ReadFigures))
        .AddScoped<SheetReasons<PairsText>>()
        .AddScoped<PairBook>()
        .AddScoped<FindSide>()
        .AddScoped<KeepPairs>()
        .AddScoped<SetSlots>()
        .AddScoped<ReadPairs>()
        .AddScoped<IListKind, ImportPairs>()
        .AddScoped<IDemoPart, PairsDemo>();
}

/// <summary>The tables of pairs.</summary>
internal sealed class PairsModelPart : IModelPart
{
    public string Module => "pairs";

    public void Declare(ModelBuilder model)
    {
        model.Entity<PairKind>().ToTable("pair_kinds").HasKey(kind => kind.Code);
        model.Entity<PairSlot>().ToTable("pair_slots").HasOne<PairKind>()
            .WithMany().HasForeignKey(slot => slot.KindCode);
        model.Entity<Pair>().ToTable("pairs").HasOne<PairKind>().WithMany().HasForeignKey(pair => pair.KindCode);
        model.Entity<PairSide>().ToTable("pair_sides").HasOne<Pair>().WithMany().HasForeignKey(side => side.PairId);
        model.Entity<PairNote>().ToTable("pair_notes").HasOne<Pair>().WithMany().HasForeignKey(note => note.PairId);
    }
}

internal static class PairsTables
{
    extension(BandengDb db)
    {
        public DbSet<PairKind> PairKinds => db.Set<PairKind>();

        public DbSet<PairSlot> PairSlots => db.Set<PairSlot>();

        public DbSet<Pair> Pairs => db.Set<Pair>();

        public DbSet<PairSide> PairSides => db.Set<PairSide>();

        public DbSet<PairNote> PairNotes => db.Set<PairNote>();
    }
}
