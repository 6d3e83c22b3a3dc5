using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>Who speaks, and how the answer reaches them: telephone closed, name erasable.</summary>
internal sealed class Contacts(BandengDb db, IPeople people, SecretBox box)
{
    private readonly List<KeptText> _words = [];

    /// <summary>The raiser's own account, or for somebody else the account that the telephone belongs to.</summary>
    public async Task<Result<Voice.Contact>> OfAsync(
        Guid subjectId, RaiseRequest request, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        ClosedPhone? phone = null;
        var personId = request.IsForSomebodyElse ? null : by.PersonId;
        if (!string.IsNullOrWhiteSpace(request.Phone))
        {
            if (!PhoneNumber.Normalize(request.Phone).TryGet(out var number, out var refusal))
            {
                return refusal;
            }

            phone = ClosedPhone.Of(box, number);
            personId ??= request.IsForSomebodyElse ? (await people.FindByPhoneAsync(number, cancel))?.Id : null;
        }

        var name = request.Name?.Trim() is { Length: > 0 } given ? db.Keep(subjectId, given, now) : null;
        if (name is not null)
        {
            _words.Add(name);
        }

        return new Voice.Contact(personId, name?.Id, phone?.Cipher, phone?.Fingerprint, null);
    }

    /// <summary>The words that were kept along the way, for the trail.</summary>
    public IReadOnlyList<KeptText> TakeWords()
    {
        KeptText[] taken = [.. _words];
        _words.Clear();
        return taken;
    }
}
