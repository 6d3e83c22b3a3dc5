namespace Bandeng.Organizations;

/// <summary>
/// What another module does once somebody has shown, by a code sent to it, that a telephone is theirs.
/// </summary>
public interface IPhoneProven
{
    /// <param name="number">As <see cref="PhoneNumber.Normalize"/> gives it.</param>
    Task ProvenAsync(Guid personId, string number, CancellationToken cancel);
}
