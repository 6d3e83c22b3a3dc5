using Bandeng.Kernel.SqliteFile;

namespace Bandeng.Kernel.Tests;

/// <summary>The log of an SQLite file is brought onto the disk for all who wait at once.</summary>
public sealed class LogOnDiskTests
{
    [Fact]
    public async Task Everybody_who_waits_is_answered_and_a_log_that_is_gone_is_no_fault()
    {
        var database = Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}.db");
        await File.WriteAllTextAsync($"{database}-wal", "written", TestContext.Current.CancellationToken);
        var log = LogOnDisk.Of(database);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(log.FlushedAsync)));

        File.Delete($"{database}-wal");
        await log.FlushedAsync();
        Assert.Same(log, LogOnDisk.Of(database));
    }

    [Fact]
    public async Task What_cannot_be_brought_onto_the_disk_is_not_said_to_be_there()
    {
        var database = Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}.db");
        Directory.CreateDirectory($"{database}-wal");

        await Assert.ThrowsAnyAsync<Exception>(() => LogOnDisk.Of(database).FlushedAsync());
    }
}
