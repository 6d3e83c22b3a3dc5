using Bandeng.Matters.Search;

namespace Bandeng.Matters.Tests.Search;

public sealed class GramsTests
{
    [Theory]
    [InlineData("电梯坏了", "电梯 梯坏 坏了 了")]
    [InlineData("又是12号楼", "又是 是 12 号楼 楼")]
    [InlineData("ＷｉＦｉ６ 断了", "wifi6 断了 了")]
    [InlineData("灯，灯！", "灯 灯")]
    [InlineData("Ünder café", "ünder café")]
    [InlineData("e\u0301te\u0301 \u0301", "e\u0301te\u0301")]
    [InlineData("𠮷野家の", "𠮷野 野家 家の の")]
    [InlineData("葛\U000E0100城", "葛城 城")]
    [InlineData("😀 — %_*\"' \\", "")]
    [InlineData("", "")]
    public void A_text_is_searched_by_pairs_of_characters_and_by_words(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', Grams.Of(text)));

    [Fact]
    public void A_long_word_is_cut_so_that_an_index_takes_it() =>
        Assert.All(Grams.Of(new string('a', 20_000)), token => Assert.True(token.Length <= Grams.WordMost));

    [Theory]
    [InlineData("电梯", "电梯")]
    [InlineData("电梯坏了", "电梯 梯坏 坏了")]
    [InlineData("灯", "灯*")]
    [InlineData("12号", "12 号*")]
    [InlineData("号楼12", "号楼 楼 12")]
    [InlineData("WiFi", "wifi*")]
    [InlineData("电梯 漏水", "电梯|漏水")]
    [InlineData("电梯\" OR \"漏水", "电梯|or*|漏水")]
    public void What_is_typed_becomes_terms_that_must_all_be_there(string typed, string terms) =>
        Assert.Equal(terms, string.Join('|', SearchWords.Read(typed)!.Terms
            .Select(term => string.Join(' ', term.Tokens) + (term.IsOpenEnded ? "*" : ""))));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("%%__**\"'()-^:😀")]
    public void Nothing_to_look_for_is_nothing(string? typed) => Assert.Null(SearchWords.Read(typed));

    [Fact]
    public void Of_a_long_question_only_the_beginning_is_looked_for()
    {
        var words = SearchWords.Read(string.Concat(Enumerable.Repeat("楼道灯坏了，", 4_000)))!;

        Assert.True(words.Terms.Sum(term => term.Tokens.Count) <= 2 * SearchWords.CharactersMost);
    }

    [Theory]
    [InlineData("三单元电梯又坏了", "电梯", "三单元[电梯]又坏了")]
    [InlineData("ＷＩＦＩ断了", "wifi", "[ＷＩＦＩ]断了")]
    [InlineData("梯子坏了，电话不通", "电话坏了", "梯子[坏了]，[电话]不通")]
    [InlineData("<b>电梯</b>", "电梯", "<b>[电梯]</b>")]
    [InlineData("楼道", "电梯", "楼道")]
    public void What_was_looked_for_is_marked(string text, string typed, string marked) =>
        Assert.Equal(marked, Shown(Snippet.Whole(text, SearchWords.Read(typed)!)));

    [Fact]
    public void Of_a_long_text_the_words_around_the_first_hit_are_shown()
    {
        var shown = Snippet.Around(new string('前', 300) + "电梯" + new string('后', 300), SearchWords.Read("电梯")!);

        Assert.StartsWith("…前", Shown(shown), StringComparison.Ordinal);
        Assert.Contains("前[电梯]后", Shown(shown), StringComparison.Ordinal);
        Assert.EndsWith("后…", Shown(shown), StringComparison.Ordinal);
        Assert.True(Shown(shown).Length < 100);
        Assert.Empty(Snippet.Around("楼道灯", SearchWords.Read("电梯")!));
    }

    private static string Shown(IEnumerable<Piece> pieces) =>
        string.Concat(pieces.Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text));
}
