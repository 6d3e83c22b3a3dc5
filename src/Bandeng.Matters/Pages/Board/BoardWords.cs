using System.Globalization;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries.Board;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Board;

/// <summary>What the board says of a matter, in the reader's language.</summary>
internal sealed class BoardWords(IStringLocalizer<BoardText> board, IStringLocalizer<MattersText> matters)
{
    public string CategoryOf(BoardMatter matter) =>
        matter.Category is { } category ? NameOf(category) : board["unsorted"];

    public static string NameOf(Category category) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" && category.NameEn.Length > 0
            ? category.NameEn
            : category.Name;

    /// <summary>Its own words where they were let out, else its category.</summary>
    public string TitleOf(BoardMatter matter) => matter.Title ?? CategoryOf(matter);

    /// <summary>待您确认 is said to the raiser; on the wall it is 待诉求人确认.</summary>
    public string StageOf(BoardMatter matter) =>
        board[$"stage.{matter.Stage}"] is { ResourceNotFound: false } own ? own : matters[$"stage.{matter.Stage}"];

    /// <summary>「3 人说已解决，1 人还没有说」; empty before anything was asked.</summary>
    public string SaidOf(BoardMatter matter) => string.Join(
        board["comma"],
        matter.Said.Select(said => said.Outcome is { } outcome
            ? board["said", said.Voices, matters[$"outcome.{outcome}"]].Value
            : board["said.nothing", said.Voices].Value));

    /// <summary>A tick for what every raiser calls solved; partly is not.</summary>
    public static string SaidShapeOf(BoardMatter matter) =>
        matter.Said.Any(said => said.Outcome is RaiserOutcome.PartlySolved or RaiserOutcome.NotSolved)
            ? "amber"
            : "pine";

    /// <summary>The shape and colour of its stage.</summary>
    public static string ShapeOf(BoardMatter matter) => matter switch
    {
        { Stage: MatterStage.Settled } => "pine",
        { Stage: MatterStage.Suspended } => "plum",
        { IsOpen: true, IsLate: true } => "seal",
        { Stage: MatterStage.Raised or MatterStage.Listed } => "quiet",
        { IsOpen: true } => "slate",
        _ => "quiet",
    };
}
