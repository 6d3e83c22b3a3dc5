using Bandeng.Kernel;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bandeng.Web;

/// <summary>
/// For whoever keeps the site running: alive is a process that answers; ready is one that reaches its database with the
/// schema it knows, can write into its data folder, and is not about to stop. And for programs: where the API begins.
/// </summary>
internal static class Health
{
    public const string Live = "/health/live";
    public const string IsReady = "/health/ready";

    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddOpenApiBook();
        services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: [Ready])
            .AddCheck<FolderTakes>("data", tags: [Ready])
            .AddCheck<GoesOn>("serving", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false }).OpenToAll();
        routes.MapHealthChecks(IsReady, new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = TellAsync }).OpenToAll();
        routes.MapOpenApi().OpenToAll();
    }

    // Which of them it is, a line each; the first says it for all, as before.
    private static Task TellAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(string.Join(
        '\n', report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}").Prepend(report.Status.ToString())));
    }

    private sealed class DatabaseAnswers(BandengDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            // A file that was taken away is still open here, and what is saved into it is lost.
            if (db.Database.GetDbConnection() is SqliteConnection { DataSource: var file } && !File.Exists(file))
            {
                return HealthCheckResult.Unhealthy("the file of the database is gone");
            }

            try
            {
                await db.RowAsync<long?>("select max(applied_at) from schema_history", null, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception away) when (away.IsOfDatabase())
            {
                return HealthCheckResult.Unhealthy("the database is away, or has no schema");
            }
        }
    }

    /// <summary>Keys, drafts, attachments and messages lie there: a full disk refuses them all.</summary>
    private sealed class FolderTakes(DataFolder folder) : IHealthCheck
    {
        private const int Enough = 64 * 1024;

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var probe = Path.Combine(folder.Inside("health"), Guid.CreateVersion7().ToString("N"));
                await using var file = new FileStream(
                    probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0,
                    FileOptions.DeleteOnClose);
                await file.WriteAsync(new byte[Enough], cancellationToken);
                file.Flush(flushToDisk: true);
                return HealthCheckResult.Healthy();
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                return HealthCheckResult.Unhealthy("BANDENG_DATA takes nothing more");
            }
        }
    }

    /// <summary>A node that was told to stop ends what it has begun, and gets nothing new.</summary>
    private sealed class GoesOn(IHostApplicationLifetime life) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                life.ApplicationStopping.IsCancellationRequested
                    ? HealthCheckResult.Unhealthy("stopping")
                    : HealthCheckResult.Healthy());
    }
}
