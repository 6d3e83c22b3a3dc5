using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Members.Queries;
using Bandeng.Members.UseCases;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Members;

/// <summary>双报到: members who live here and work elsewhere sign in at the community, and their service counts.</summary>
public static class MembersModule
{
    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddSingleton<IModelPart, MembersModelPart>()
        .AddSingleton(new HubEntry("/members", typeof(MembersText), "members", Permission.KeepMembers))
        .AddSingleton(new HubEntry("/my/service", typeof(MembersText), "my"))
        .AddScoped<AskToReport>()
        .AddScoped<DecideReport>()
        .AddScoped<KeepService>()
        .AddScoped<IPostEnded, EndReport>()
        .AddScoped<INoticeWords, MemberNoticeWords>()
        .AddScoped<ReadMembers>()
        .AddScoped<IHeld, HeldService>()
        .AddScoped<IDemoPart, MembersDemo>();
}

/// <summary>The tables of reports and service.</summary>
internal sealed class MembersModelPart : IModelPart
{
    public string Module => "members";

    public void Declare(ModelBuilder model)
    {
        model.Entity<MemberReport>().ToTable("member_reports");
        model.Entity<ServiceEntry>().ToTable("service_entries")
            .HasOne<MemberReport>().WithMany().HasForeignKey(entry => entry.ReportId);
    }
}

internal static class MembersTables
{
    /// <summary>What the ledger calls minutes of service.</summary>
    public const string Kind = "service";

    public const string Unit = "minutes";

    extension(BandengDb db)
    {
        public DbSet<MemberReport> MemberReports => db.Set<MemberReport>();

        public DbSet<ServiceEntry> ServiceEntries => db.Set<ServiceEntry>();
    }
}
