using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bandeng.Matters.Packs;

/// <summary>Lets pages speak the words of the pack, from the start and whenever the clocks are looked at.</summary>
internal sealed class WordsAtStart(IServiceScopeFactory scopes, WordsOfPlace words, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RefreshAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<RuleBook>()
            .OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        words.Use(rules.Words.Select(word => KeyValuePair.Create(word.Key, (word.Value.Zh, word.Value.En))));
    }
}
