namespace Bandeng.Kernel.Files;

/// <summary>A small text of an office, read whole: a pack's rules, a calendar.</summary>
public static class TextFile
{
    /// <inheritdoc cref="OfficeFile.OpenText"/>
    public static async Task<string> ReadAsync(string path, CancellationToken cancel)
    {
        using var text = OfficeFile.OpenText(path);
        return await text.ReadToEndAsync(cancel);
    }
}
