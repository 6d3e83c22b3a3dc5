using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Demo;

/// <summary>The drawn pictures of the demo: before by who raised it, after by who handled it.</summary>
internal sealed class DemoPictures(AddFile add, DemoContext demo)
{
    public Task BeforeAsync(DemoStory story, RaiseMatter.Raised raised, Viewer by, CancellationToken cancel) =>
        AddAsync(story, raised.Id, "before", FileMoment.Raised, by, raised.Secret, cancel);

    public Task AfterAsync(DemoStory story, Guid matterId, Viewer handler, CancellationToken cancel) =>
        AddAsync(story, matterId, "after", FileMoment.After, handler, null, cancel);

    private async Task AddAsync(
        DemoStory story, Guid matterId, string which, FileMoment moment, Viewer by, string? secret,
        CancellationToken cancel)
    {
        if (story.Value("pictures") is not { } name)
        {
            return;
        }

        var file = $"{name}-{which}.png";
        await using var picture = File.OpenRead(demo.File(Path.Combine("pictures", file)));
        var result = await add.RunAsync(matterId, picture, file, moment, by, secret, cancel);
        if (!result.TryGet(out _, out var refusal))
        {
            throw new InvalidOperationException($"{file}: {refusal.Code}: {refusal.Message}");
        }
    }
}
