using System.Net;
using Bandeng.Kernel;
using Bandeng.Matters.Files;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Held;

namespace Bandeng.Matters.Drafts;

/// <summary>Makes a matter of a draft and its files. Sent twice it is one matter with each file once.</summary>
internal sealed class SendDraft(TakeLetter take, AddFile files, FileStore store, DraftStore drafts, Knocks knocks)
{
    // Stands in the record for everyone, so it is Chinese like the rest of it.
    private const string Wordless = "（没有写字，请听录音、看照片）";

    /// <param name="client">The network address that sends it.</param>
    public async Task<Result<SentDraft>> RunAsync(
        string key, RaiseDraft draft, Viewer viewer, IPAddress? client, CancellationToken cancel)
    {
        if (draft.Sent is { } before)
        {
            return before;
        }

        if (knocks.WhyNotRaise(viewer, client, draft.Phone) is { } tooOften)
        {
            return tooOften;
        }

        HeldFile[] along = [.. draft.Files.Select(file => new HeldFile(file.Id, file.Name, file.MediaType))];
        if (!(await take.RunAsync(draft.ToRequest(Wordless), viewer, client, along, cancel))
            .TryGet(out var raised, out var refusal))
        {
            return refusal;
        }

        foreach (var waiting in draft.Files)
        {
            if (await drafts.ReadAsync(key, waiting, cancel) is { } file)
            {
                await (raised.Held
                    ? store.PutAsync(waiting.Id, file.Bytes, cancel)
                    : files.WithRaisingAsync(waiting.Id, raised.Id, file, viewer, cancel));
            }
        }

        var sent = new SentDraft(raised.Id, raised.Code, raised.Secret, draft.Phone is { Length: > 0 });
        await drafts.KeepOutcomeAsync(key, draft, sent, cancel);
        return sent;
    }
}
