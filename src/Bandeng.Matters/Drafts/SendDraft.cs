using Bandeng.Kernel;
using Bandeng.Matters.Files;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Drafts;

/// <summary>Makes a matter of a draft and its files. Sent twice it is one matter with each file once.</summary>
internal sealed class SendDraft(RaiseMatter raise, AddFile files, DraftStore drafts)
{
    // Stands in the record for everyone, so it is Chinese like the rest of it.
    private const string Wordless = "（没有写字，请听录音、看照片）";

    public async Task<Result<SentDraft>> RunAsync(string key, RaiseDraft draft, Viewer viewer, CancellationToken cancel)
    {
        if (draft.Sent is { } before)
        {
            return before;
        }

        if (!(await raise.RunAsync(draft.ToRequest(Wordless), viewer, cancel)).TryGet(out var raised, out var refusal))
        {
            return refusal;
        }

        foreach (var waiting in draft.Files)
        {
            if (await drafts.ReadAsync(key, waiting, cancel) is { } file)
            {
                await files.WithRaisingAsync(waiting.Id, raised.Id, file, viewer, cancel);
            }
        }

        var sent = new SentDraft(raised.Id, raised.Code, raised.Secret);
        await ForgetAsync(key, draft, sent, cancel);
        return sent;
    }

    // The words are in the matter now; only what the last page shows stays.
    private async Task ForgetAsync(string key, RaiseDraft draft, SentDraft sent, CancellationToken cancel)
    {
        await drafts.KeepAsync(key, new RaiseDraft { MatterId = draft.MatterId, Secret = "", Sent = sent }, cancel);
        foreach (var file in draft.Files)
        {
            drafts.Remove(key, file);
        }
    }
}
