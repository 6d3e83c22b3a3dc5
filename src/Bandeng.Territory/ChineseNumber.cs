namespace Bandeng.Territory;

/// <summary>Numbers up to ninety-nine as people say them: 三, 十, 十二, 二十一.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The number, or null where the words are none.</summary>
    public static int? Read(string text) => text.Split('十') switch
    {
        [{ Length: 1 } ones] => Of(ones, 0),
        [var tens, var ones] when tens.Length < 2 && ones.Length < 2 =>
            (Of(tens, 1), Of(ones, 0)) is ({ } ten, { } one) ? ten * 10 + one : null,
        _ => null,
    };

    private static int? Of(string digit, int empty) => digit.Length == 0 ? empty
        : Digits.IndexOf(digit[0], StringComparison.Ordinal) is var at and >= 0 ? at : null;
}
