namespace Bandeng.Organizations.Bodies;

/// <summary>A post that the three-role team (铁三角) of every grid should have, from a day to a day.</summary>
internal sealed class TeamRole
{
    public Role Role { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static TeamRole Of(Role role, DateOnly from) => new() { Role = role, ValidFrom = from };

    public void End(DateOnly lastDay) => ValidTo = lastDay;
}
