using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Every "no" that a person or a program can hear is said in both languages. Mistakes at the keyboard of a server speak
/// English, as the command line does.
/// </summary>
public sealed partial class RefusalTextTests
{
    private static readonly string Sources = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "src"));

    [Fact]
    public void Every_code_of_a_refusal_in_the_sources_has_a_text_in_Chinese_and_in_English()
    {
        var (chinese, english) = (Keys(isEnglish: false), Keys(isEnglish: true));
        var codes = Files("*.cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value))
            .ToHashSet();

        Assert.True(codes.Count > 200, $"{codes.Count} codes found.");
        Assert.Empty(codes.Where(code => !chinese.Contains(code) || !english.Contains(code)).Order());
    }

    private static HashSet<string> Keys(bool isEnglish) =>
        [.. Files("*.resx")
            .Where(file => file.EndsWith(".en.resx", StringComparison.Ordinal) == isEnglish)
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value))];

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Sources, pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"new(?: Refusal)?\(\s*RefusalKind\.\w+,\s*""([a-z0-9]+(?:[.-][a-z0-9]+)*)""")]
    private static partial Regex Code();

    [GeneratedRegex("<data name=\"([^\"]+)\"")]
    private static partial Regex Key();
}
