using System.Data.Common;

namespace Bandeng.Kernel;

/// <summary>
/// What a module puts into tables that are still empty, so that a new installation can be used at once. Runs after
/// every migration, under its lock and in its transaction; rows that an office has brought in are left alone.
/// </summary>
public interface IFirstRows
{
    Task FillAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel);
}
