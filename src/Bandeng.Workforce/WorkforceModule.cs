using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations;
using Bandeng.Organizations.Lists;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Workforce;

/// <summary>队伍: records of those who work for communities, their pay, and figures that show no single person.</summary>
public static class WorkforceModule
{
    public static IServiceCollection AddWorkforce(this IServiceCollection services) => services
        .AddSingleton<IModelPart, WorkforceModelPart>()
        .AddSingleton(new HubEntry("/workforce", typeof(WorkforceText), "workforce", Permission.ReadWorkers))
        .AddSingleton(new HubEntry("/my/pay", typeof(WorkforceText), "my"))
        .AddScoped<SheetReasons<WorkforceText>>()
        .AddScoped<KeepWorkers>()
        .AddScoped<KeepPay>()
        .AddScoped<ReleaseAverages>()
        .AddScoped<ReadWorkers>()
        .AddScoped<IHeld, HeldWorker>()
        .AddScoped<WorkforceFigures>()
        .AddScoped<IListKind, ImportWorkers>()
        .AddScoped<IListKind, ImportPay>()
        .AddScoped<IDemoPart, WorkforceDemo>();
}

/// <summary>The tables of workers and their pay.</summary>
internal sealed class WorkforceModelPart : IModelPart
{
    public string Module => "workforce";

    public void Declare(ModelBuilder model)
    {
        model.Entity<Worker>().ToTable("workers");
        model.Entity<WorkerCertificate>().ToTable("worker_certificates")
            .HasOne<Worker>().WithMany().HasForeignKey(one => one.WorkerId);
        model.Entity<WorkerPay>().ToTable("worker_pay").HasOne<Worker>().WithMany().HasForeignKey(one => one.WorkerId);
        model.Entity<PayRelease>().ToTable("pay_releases");
        model.Entity<PayAverage>(average =>
        {
            average.ToTable("pay_averages").HasKey(row => new { row.ReleaseId, row.AreaCode });
            average.HasOne<PayRelease>().WithMany().HasForeignKey(row => row.ReleaseId);
        });
    }
}

internal static class WorkforceTables
{
    extension(BandengDb db)
    {
        public DbSet<Worker> Workers => db.Set<Worker>();

        public DbSet<WorkerCertificate> WorkerCertificates => db.Set<WorkerCertificate>();

        public DbSet<WorkerPay> WorkerPay => db.Set<WorkerPay>();

        public DbSet<PayRelease> PayReleases => db.Set<PayRelease>();

        public DbSet<PayAverage> PayAverages => db.Set<PayAverage>();
    }
}
