using Bandeng.Households.People;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Households.UseCases;

/// <summary>Reads a person from a form, with the checks that lists go through.</summary>
internal static class PersonForm
{
    public static Result<ToldResident> Read(NewPerson form)
    {
        var name = form.Name?.Trim() ?? "";
        if (name.Length is 0 or > Resident.NameMax)
        {
            return Invalid("resident.name");
        }

        string? fault = null;
        var id = string.IsNullOrWhiteSpace(form.IdNumber) ? null : IdNumber.Read(form.IdNumber, out fault);
        var sex = Enum.TryParse<Sex>(form.Sex, out var told) ? told : id?.Sex;
        fault ??= id is not null && sex != id.Sex ? "id.sex" : null;
        fault ??= id is not null && form.BirthDate is { } day && day != id.BirthDate ? "id.birth-date" : null;
        if (fault is not null)
        {
            return Invalid(fault);
        }

        if (!Relation(form.Relation).TryGet(out var relation, out var refusal))
        {
            return refusal;
        }

        string? phone = null;
        if (!string.IsNullOrWhiteSpace(form.Phone) && !PhoneNumber.Normalize(form.Phone).TryGet(out phone, out refusal))
        {
            return refusal;
        }

        return new ToldResident(name, sex, form.BirthDate ?? id?.BirthDate, id, phone, relation);
    }

    /// <summary>To the head; 本人 is the head, empty: not told.</summary>
    public static Result<string> Relation(string? typed) => typed?.Trim() switch
    {
        null => "",
        "本人" or "户主本人" => Membership.Head,
        { Length: > Membership.RelationMax } => Invalid("resident.relation"),
        var told => told,
    };

    private static Refusal Invalid(string code) => new(RefusalKind.Invalid, code, "Look at the field again.");
}
