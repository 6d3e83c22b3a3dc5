using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>Who speaks, and how the answer reaches them: telephone closed, name erasable.</summary>
internal sealed class Contacts(BandengDb db, IPeople people, SecretBox box, INotices notices)
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

            phone = ClosedPhone.Of(box, request.PhonesAsSent ?? number);
            personId ??= request.IsForSomebodyElse ? (await people.FindByPhoneAsync(number, cancel))?.Id : null;
        }

        phone ??= request.PhonesAsSent is { } sent ? ClosedPhone.Of(box, sent) : null;
        var name = request.Name.IsUnseen() ? null : db.Keep(subjectId, request.Name!.Trim(), now);
        if (name is not null)
        {
            _words.Add(name);
        }

        return new Voice.Contact(personId, name?.Id, phone?.Cipher, phone?.Fingerprint, null);
    }

    /// <summary>
    /// The secret of the link for somebody whom no answer would reach otherwise, a number from abroad included; null
    /// for everybody else.
    /// </summary>
    public static string? SecretFor(Voice.Contact contact, RaiseRequest request) =>
        contact.PersonId is null && (contact.PhoneCipher is null || string.IsNullOrWhiteSpace(request.Phone))
            ? request.Secret ?? RandomNumberGenerator.GetHexString(32, lowercase: true)
            : null;

    /// <summary>
    /// One short message with the enquiry code, in the transaction of the raising. Orders of other platforms and
    /// imports bring a number along that we have not been given for this.
    /// </summary>
    public void SendReceipt(RaiseRequest request, string code, DateTimeOffset now)
    {
        if (request is { Source: null or RaiseRequest.Ours, OutsideNumber: null or "" }
            && PhoneNumber.Normalize(request.Phone).TryGet(out var number, out _))
        {
            // Who picks up the telephone need not be who reported a neighbour.
            var about = request.Protected || request.RequestType is RequestType.Complaint or RequestType.Report
                ? "您反映的事"
                : $"您反映的「{RaiseChecks.TitleOf(request)}」";
            notices.Text(number, $"{about}已登记，查询码 {code}。办完会请您说一说好不好。", now);
        }
    }

    /// <summary>The words that were kept along the way, for the trail.</summary>
    public IReadOnlyList<KeptText> TakeWords()
    {
        KeptText[] taken = [.. _words];
        _words.Clear();
        return taken;
    }
}
