using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>Whose duty a kind of matter is; decides to whom it may be sent.</summary>
public enum Duty
{
    /// <summary>社区 (村).</summary>
    Community,

    /// <summary>街道、乡镇.</summary>
    Town,

    /// <summary>区直部门: may not be pushed down to a community.</summary>
    Department,

    /// <summary>物业服务企业.</summary>
    Property,
}

/// <summary>One entry of the two-level catalogue, valid from a day.</summary>
/// <param name="Filing">立案条件: when a matter of this kind is taken up.</param>
/// <param name="Closing">结案条件: when it is done.</param>
/// <param name="DutyBody">The name of the body that usually has it, to be offered first.</param>
/// <param name="RedirectOnly">For courts and discipline inspection: the lawful way to tell; such a matter is never
/// dispatched.</param>
public sealed record Category(
    string Code, string? ParentCode, string Name, string NameEn, string Filing, string Closing, Limit Limit, Duty Duty,
    string? DutyBody, bool EvidenceWanted, bool CheckWanted, string? RedirectOnly);
