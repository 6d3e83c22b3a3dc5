namespace Bandeng.Kernel.Demo;

/// <summary>
/// What a module adds to the demo. Parts run in order, all inside one transaction: the demo stands whole or not at all.
/// </summary>
public interface IDemoPart
{
    /// <summary>Territory 10, people 20, what they did after that.</summary>
    int Order { get; }

    /// <summary>
    /// Fills. Services come from the one scope of the context; a second scope would wait for the first for ever.
    /// </summary>
    Task FillAsync(DemoContext demo, CancellationToken cancel);
}
