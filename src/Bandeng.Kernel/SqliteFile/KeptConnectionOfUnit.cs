using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>
/// The connection of a unit of work on SQLite: one of those kept. Entity Framework's own would be made anew for each,
/// and taught some twenty functions each time (for numbers that we do not store) that it then forgets again.
/// </summary>
[SuppressMessage("Usage", "EF1001", Justification = "There is no public place to hand out a connection that is open.")]
internal sealed class KeptConnectionOfUnit(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands,
    IDiagnosticsLogger<DbLoggerCategory.Infrastructure> log)
    : SqliteRelationalConnection(dependencies, commands, log)
{
    public static DbContextOptionsBuilder UsedBy(DbContextOptionsBuilder options) =>
        options.ReplaceService<ISqliteRelationalConnection, KeptConnectionOfUnit>();

    private KeptConnections Kept => Dependencies.ContextOptions.FindExtension<CoreOptionsExtension>()!
        .ApplicationServiceProvider!.GetRequiredService<KeptConnections>();

    protected override DbConnection CreateDbConnection() => Kept.Take();

    // It stays open, for the next unit of work.
    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;

    // The next unit of work takes another: which one waits longest is not for a pool of units to say.
    protected override void ResetState(bool disposeDbConnection) => base.ResetState(true);

    protected override ValueTask ResetStateAsync(bool disposeDbConnection) => base.ResetStateAsync(true);

    protected override void DisposeDbConnection() => Kept.GiveBack((KeptConnection)DbConnection);

    protected override ValueTask DisposeDbConnectionAsync()
    {
        DisposeDbConnection();
        return ValueTask.CompletedTask;
    }
}
