namespace Bandeng.Kernel;

/// <summary>What one module puts into an empty database so that the product can be tried.</summary>
public interface IDemoPart
{
    /// <summary>Lower first: areas before people, people before matters.</summary>
    int Order { get; }

    Task FillAsync(DemoContext context, CancellationToken cancel);
}

/// <summary>What the demo is filled with.</summary>
/// <param name="Pack">The rules of the place: a folder under <c>packs/</c>.</param>
public sealed record DemoContext(string Pack);
