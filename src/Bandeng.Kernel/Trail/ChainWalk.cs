using System.Text.Json;

namespace Bandeng.Kernel.Trail;

/// <summary>
/// Walks the events in order and holds each against the one before, the head of its chain and the list of chains.
/// </summary>
internal sealed class ChainWalk(bool isPostgres)
{
    private readonly HashSet<long> _begun = [];

    private StoredEvent? _last;

    public long Events { get; private set; }

    public long Chains { get; private set; }

    /// <summary>Takes the next event, or names what is wrong with it or with the end of the chain before it.</summary>
    public TrailFault? Step(StoredEvent next)
    {
        var isFirst = _last?.Chain != next.Chain;
        var fault = (isFirst ? FaultAtEnd() ?? FaultAtBegin(next) : null)
            ?? FaultInLink(next, isFirst ? 0 : _last!.Seq, isFirst ? TrailEvent.Genesis : _last!.Hash);
        if (fault is null)
        {
            Take(next, isFirst);
        }

        return fault;
    }

    /// <summary>After the last event: its head, and the chains of which nothing is left.</summary>
    public TrailFault? Finish() => FaultAtEnd()
        ?? (_begun.Count > 0 ? new TrailFault($"chain {_begun.Min()}", "it was begun, and all its events are gone") : null);

    private void Take(StoredEvent next, bool isFirst)
    {
        _last = next;
        Events++;
        Chains += isFirst ? 1 : 0;
        if (next is { Chain: 0, Action: TrailWriter.Begin })
        {
            using var facts = JsonDocument.Parse(next.Facts);
            _begun.Add(facts.RootElement.GetProperty("chain").GetInt64());
        }
    }

    private TrailFault? FaultAtBegin(StoredEvent next) => next.Chain is 0 || _begun.Remove(next.Chain)
        ? null
        : new TrailFault(next.Name, "the installation's chain does not know this chain");

    private TrailFault? FaultInLink(StoredEvent next, long seqBefore, string hashBefore) =>
        next.Seq != seqBefore + 1
            ? new TrailFault($"chain {next.Chain}, event {seqBefore + 1}", "it is missing")
        : next.PrevHash != hashBefore ? new TrailFault(next.Name, "prev_hash is not the hash of the event before")
        : next.Hash != next.ComputeHash(isPostgres)
            ? new TrailFault(next.Name, "the hash does not fit the row: a column was changed")
        : null;

    private TrailFault? FaultAtEnd() => _last switch
    {
        null => null,
        { HeadSeq: null } => new TrailFault($"chain {_last.Chain}", "its head is missing"),
        _ when (_last.HeadSeq, _last.HeadHash) != (_last.Seq, _last.Hash) => new TrailFault(
            $"chain {_last.Chain}",
            $"its head says event {_last.HeadSeq}, the last event is {_last.Seq}, or their hashes differ"),
        _ => null,
    };
}
