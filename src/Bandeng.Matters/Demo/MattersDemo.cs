using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Files;
using Bandeng.Matters.Packs;
using Bandeng.Matters.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Demo;

/// <summary>
/// Some seventy invented matters of the last forty days, lived by the demo's people through the real acts.
/// </summary>
internal sealed class MattersDemo : IDemoPart
{
    private const string File = "matters.csv";
    private const string Rules = "rules.json";
    private const int RulesBefore = 90;

    private int _phones;
    private int _numbers;

    public int Order => 30;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        var services = demo.Services;
        await TakeRulesAsync(demo, services, cancel);
        var cast = services.GetRequiredService<DemoCast>();
        await cast.GatherAsync(cancel);
        var pictures = new DemoPictures(services.GetRequiredService<AddFile>(), demo);
        var life = new DemoLife(
            services.GetRequiredService<Acting.ActOnMatter>(), services.GetRequiredService<JoinMatter>(), cast,
            pictures);
        var stories = DemoStory.Read(demo.File(File));
        var raised = new Dictionary<string, Guid>();
        foreach (var story in stories)
        {
            demo.Clock.MoveTo(demo.Clock.Start.AddDays(-story.Days));
            var matter = await RaiseAsync(story, cast, services, cancel);
            raised[story.Key] = matter.Id;
            await pictures.BeforeAsync(story, matter, cast.Knows(story.Who) ? cast[story.Who] : Viewer.Nobody, cancel);
            await life.PlayAsync(story, matter, demo.Clock, cancel);
            services.GetRequiredService<BandengDb>().ChangeTracker.Clear();
        }

        foreach (var story in stories.Where(story => story.Story.StartsWith("merged:", StringComparison.Ordinal)))
        {
            await life.MergeAsync(
                raised[story.Key], raised[story.Story["merged:".Length..]], story, demo.Clock, cancel);
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }

    // They held before the first matter was raised.
    private static async Task TakeRulesAsync(DemoContext demo, IServiceProvider services, CancellationToken cancel)
    {
        demo.Clock.MoveTo(demo.Clock.Start.AddDays(-RulesBefore));
        var text = await TextFile.ReadAsync(demo.File(Rules), cancel);
        if (!(await services.GetRequiredService<ImportRules>().RunAsync(text, null, Viewer.System, cancel))
            .TryGet(out _, out var refusal))
        {
            throw new InvalidOperationException($"{Rules}: {refusal.Code}: {refusal.Message}");
        }
    }

    private async Task<RaiseMatter.Raised> RaiseAsync(
        DemoStory story, DemoCast cast, IServiceProvider services, CancellationToken cancel)
    {
        var respondent = story.Value("respondent") is { } name
            ? await cast.BodyAsync(name, story.Area, cancel)
            : (Guid?)null;
        var isKnown = cast.Knows(story.Who);
        var isErrand = story.Has("errand");
        // 代办 is entered at the desk, whoever it is for.
        var isOwn = isKnown && !isErrand;
        // Whom it is about is taken down at the desk alone.
        var isAnonymous = story.Who.Length == 0 && respondent is null;
        var by = isOwn ? cast[story.Who] : isAnonymous ? Viewer.Nobody : cast.Office(story.Area);
        var request = Words(story) with
        {
            Kind = isErrand ? "errand" : "problem",
            Respondent = respondent,
            Protected = story.Has("protected") || respondent is not null,
            IsForSomebodyElse = !isOwn && !isAnonymous,
            Name = isOwn || isAnonymous ? null : isKnown ? cast[story.Who].Name : story.Who,
            Phone = isOwn || story.Who.Length == 0 ? null : isKnown ? DemoCast.PhoneOf(story.Who) : NextPhone(),
        };
        var result = await services.GetRequiredService<RaiseMatter>().RunAsync(request, by, cancel);
        return result.TryGet(out var raised, out var refusal)
            ? raised
            : throw new InvalidOperationException($"{story.Key}: {refusal.Code}: {refusal.Message}");
    }

    // Numbers of a block that was never given out.
    private string NextPhone() => string.Create(CultureInfo.InvariantCulture, $"1990001{++_phones:D4}");

    private RaiseRequest Words(DemoStory story) => new()
    {
        RequestType = story.Type,
        Channel = story.Channel,
        Category = story.Category,
        Area = story.Area,
        Title = story.Title,
        Detail = story.Detail,
        PlaceWords = story.Place,
        Urgent = story.Has("urgent"),
        PublicWish = story.Has("letout"),
        OutsideNumber = story.Has("hotline")
            ? string.Create(CultureInfo.InvariantCulture, $"DEMO{++_numbers:D6}")
            : null,
    };
}
