using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Demo;

/// <summary>What the parts of a demo work with.</summary>
/// <param name="Services">The one scope; its <see cref="BandengDb"/> is inside the transaction of the demo.</param>
/// <param name="Pack">The name of the pack, a folder under <c>packs</c>.</param>
/// <param name="Clock">The clock of all services of the demo; parts move it to when something happened.</param>
public sealed record DemoContext(IServiceProvider Services, string Pack, DemoClock Clock)
{
    /// <summary>A file of the pack, which lies beside the program.</summary>
    /// <exception cref="MistakeException"><c>demo.pack</c>: there is no such pack, or it has no such file.</exception>
    public string File(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "packs", Path.GetFileName(Pack), name);
        return System.IO.File.Exists(path)
            ? path
            : throw new MistakeException("demo.pack", $"The pack '{Pack}' has no file {name}.");
    }
}

/// <summary>A clock that can be put back, so that the demo has a past. It stands still between two moves.</summary>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <summary>When the demo was asked for.</summary>
    public DateTimeOffset Start { get; } = start;

    public void MoveTo(DateTimeOffset moment) => _now = moment;

    public override DateTimeOffset GetUtcNow() => _now;
}
