using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Secrets;

/// <summary>
/// What of a module still needs an older key and can be closed anew by nobody: of a recovery code only the hash is
/// kept.
/// </summary>
public interface INeedsOldKeys
{
    /// <summary>How many of them, and what they are.</summary>
    /// <param name="newest">How what is under the newest key begins, as a pattern of SQL.</param>
    Task<(long Count, string What)> LeftAsync(string newest, CancellationToken cancel);
}

/// <summary>
/// Throws the older keys away once nothing needs them: then a key that got into wrong hands opens nothing here.
/// </summary>
public sealed class RetireKeys(
    IServiceScopeFactory scopes, SecretKeys keys, DataFolder folder, IEnumerable<IModelPart> parts, TimeProvider clock)
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>Rows of each column that are under the newest key, and those that are not.</summary>
    public sealed record Standing(string Column, long Newest, long Older);

    /// <summary>How far it is, column by column.</summary>
    public async Task<IReadOnlyList<Standing>> LookAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        var newest = SecretBox.PrefixOf(keys.Current?.Number ?? 0);
        List<Standing> found = [];
        foreach (var column in parts.SelectMany(part => part.Closed))
        {
            // Key 0 writes no prefix of its own.
            var isNewest = newest.Length > 0 ? $"{column.Cipher} like @like" : $"{column.Cipher} not like 'bk%.%'";
            found.Add((await db.RowAsync<Standing>(
                $"""
                select '{column.Table}.{column.Cipher}' as "column", coalesce(sum(case when {isNewest} then 1 else 0 end), 0) as newest,
                       coalesce(sum(case when {isNewest} then 0 else 1 end), 0) as older
                from {column.Table} where {column.Cipher} <> ''
                """,
                new { like = newest + "%" },
                cancel))!);
        }

        return found;
    }

    /// <returns>The numbers of the keys that were thrown away.</returns>
    /// <exception cref="MistakeException"><c>keys.none</c>, <c>keys.unsettled</c>, <c>keys.in-use</c>.</exception>
    public async Task<IReadOnlyList<int>> RunAsync(CancellationToken cancel)
    {
        if (keys.Current is not { } newest)
        {
            throw new MistakeException("keys.none", "There is one key alone; ./bandeng keys rotate makes another.");
        }

        // Drafts in the data folder last for a day.
        if (newest.SettledAt is not { } settled || settled + Rest > clock.GetUtcNow())
        {
            throw new MistakeException(
                "keys.unsettled", "Older keys may go a day after ./bandeng keys rotate has closed everything anew.");
        }

        await EnsureUnusedAsync(newest, cancel);
        List<int> gone = [];
        foreach (var key in keys.All.Where(key => key.Number < newest.Number))
        {
            keys.Remove(key);
            gone.Add(key.Number);
        }

        var first = Path.Combine(folder.Path, "keys", SecretBox.FirstName);
        if (File.Exists(first))
        {
            File.Delete(first);
            gone.Insert(0, 0);
        }

        return gone;
    }

    private async Task EnsureUnusedAsync(SecretKey newest, CancellationToken cancel)
    {
        if ((await LookAsync(cancel)).FirstOrDefault(standing => standing.Older > 0) is { } left)
        {
            throw new MistakeException("keys.in-use", $"{left.Column}: {left.Older} rows need an older key.");
        }

        await using var scope = scopes.CreateAsyncScope();
        foreach (var needs in scope.ServiceProvider.GetServices<INeedsOldKeys>())
        {
            if (await needs.LeftAsync(SecretBox.PrefixOf(newest.Number) + "%", cancel) is { Count: > 0 } some)
            {
                throw new MistakeException("keys.in-use", $"{some.Count} {some.What} need an older key.");
            }
        }
    }
}
