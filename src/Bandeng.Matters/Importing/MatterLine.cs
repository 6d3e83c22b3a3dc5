using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Importing;

/// <summary>One row of a table, as a matter.</summary>
/// <param name="Note">Everything that the row says beyond it, as one JSON object; null when nothing.</param>
internal sealed record MatterLine(RaiseRequest Request, DateTimeOffset RaisedAt, string? Note, RecordedAnswer? Answer);

/// <summary>What the other system answered.</summary>
/// <param name="Words">Null when it only says that it was closed.</param>
internal sealed record RecordedAnswer(DateTimeOffset At, string? Words);
