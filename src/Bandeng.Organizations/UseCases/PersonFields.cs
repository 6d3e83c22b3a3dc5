using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.UseCases;

/// <summary>What is asked of a person's name and telephone, wherever they are entered.</summary>
internal sealed record PersonFields(string Name, ClosedPhone? Phone)
{
    public static Refusal PhoneTaken { get; } =
        new(RefusalKind.Conflict, "phone.taken", "Another person has this telephone number.");

    public static Result<PersonFields> Read(SecretBox box, string? name, string? phone)
    {
        if (!ReadName(name).TryGet(out var readName, out var refusal))
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(phone))
        {
            return new PersonFields(readName, null);
        }

        return PhoneNumber.Normalize(phone).TryGet(out var number, out refusal)
            ? new PersonFields(readName, ClosedPhone.Of(box, number))
            : refusal;
    }

    public static Result<string> ReadName(string? name) =>
        (name ?? "").Trim() is { Length: > 0 and <= PersonOnFile.NameMax } read
        ? read
        : new Refusal(RefusalKind.Invalid, "person.name", $"A name has 1 to {PersonOnFile.NameMax} characters.");
}
