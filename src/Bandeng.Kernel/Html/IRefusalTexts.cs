namespace Bandeng.Kernel.Html;

/// <summary>What any module calls a refusal, for a page that shows one of another module's acts.</summary>
public interface IRefusalTexts
{
    /// <summary>In the reader's language; null where no module has words for it with so many details.</summary>
    string? Find(string code, IReadOnlyList<string> details);
}
