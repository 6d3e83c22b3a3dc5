using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>Words and shapes of a row, as an office reads them.</summary>
internal sealed class DeskWords(IStringLocalizer<DeskText> own, IStringLocalizer<MattersText> shared)
{
    /// <summary>Where it stands: the office's word where it differs from what a resident reads.</summary>
    public string Stage(MatterStage stage) =>
        own[$"stage.{stage}"] is { ResourceNotFound: false } text ? text.Value : shared[$"stage.{stage}"].Value;

    /// <summary>Where a row stands: a reply that waits for its head is not yet checked.</summary>
    public string Stage(DeskRow row) => row.AwaitsSignature ? shared["stage.unsigned"].Value : Stage(row.Stage);

    /// <summary>Where a refusal is translated: the desk's own, or the module's.</summary>
    public IStringLocalizer TextsOf(Refusal? refusal) =>
        refusal?.Code.StartsWith("desk.", StringComparison.Ordinal) == true ? own : shared;

    public string Act(string action) =>
        shared[$"action.{action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..]}"].Value;

    public string Type(RequestType type) => shared[$"type.{type}"].Value;

    public string Channel(Channel channel) => shared[$"channel.{channel}"].Value;

    /// <summary>What somebody should know before opening it.</summary>
    public IEnumerable<string> Flags(DeskRow row)
    {
        if (row.Kind == "errand")
        {
            yield return own["flag.errand"].Value;
        }

        if (row.Urgent)
        {
            yield return own["flag.urgent"].Value;
        }

        if (row.Returns > 0)
        {
            yield return own["flag.returned", row.Returns].Value;
        }

        if (row.Redos + row.Reopenings > 0)
        {
            yield return own["flag.redo"].Value;
        }

        if (row.Protected)
        {
            yield return own["flag.protected"].Value;
        }

        if (!row.Placed)
        {
            yield return own["flag.unplaced"].Value;
        }

        if (row.Reminders > 0)
        {
            yield return own["flag.reminded"].Value;
        }

        if (row.AskedAt is not null)
        {
            yield return own["flag.asked"].Value;
        }

        if (row.ExtensionDays is { } days)
        {
            yield return own["flag.extension", days].Value;
        }
    }

    /// <summary>The kind of shape beside the word.</summary>
    public static string Shape(MatterStage stage) => stage switch
    {
        MatterStage.Settled => "pine",
        MatterStage.Returned or MatterStage.Appealed or MatterStage.Reopened => "amber",
        MatterStage.Suspended or MatterStage.Council => "plum",
        MatterStage.Dispatched or MatterStage.Accepted or MatterStage.Handled
            or MatterStage.Checked or MatterStage.Answered => "slate",
        _ => "quiet",
    };
}
