namespace Bandeng.Organizations;

/// <summary>
/// Everything that needs a post. A permission holds inside the area of the post (or for the matters of its body);
/// who has which is said once, in <see cref="PermissionTable"/>.
/// </summary>
public enum Permission
{
    /// <summary>Enter a matter for somebody else (代报) or as seen on patrol.</summary>
    FileForOthers,

    /// <summary>See the inbox of an area, matters with their raisers' names.</summary>
    ReadMatters,

    /// <summary>Accept, decline, redirect, answer, dispatch, merge, split, suspend, correct.</summary>
    DispatchMatters,

    /// <summary>Sign for, return, ask for extension, hand back: for matters of one's body.</summary>
    HandleMatters,

    /// <summary>Sign off a reply before it leaves (审签).</summary>
    SignOffReplies,

    /// <summary>Sign off the replies of one's own body before they leave, where the rules ask for it.</summary>
    SignOffForBody,

    /// <summary>Check on the spot after hand-back.</summary>
    CheckMatters,

    /// <summary>Ask raisers and enter what they say.</summary>
    CallBack,

    /// <summary>Rule on returns, appeals, extensions, suspensions and exclusions.</summary>
    RuleOnReturns,

    /// <summary>Take a matter to a council and bring back what was decided.</summary>
    Convene,

    /// <summary>Remind, supervise, put into a circular (催办、督办、通报).</summary>
    Supervise,

    /// <summary>Open a protected telephone number with a stated purpose; every look is on the trail.</summary>
    SeeContacts,

    /// <summary>Figures with drill-down.</summary>
    ReadFigures,

    /// <summary>The whole trail of an area.</summary>
    ReadTrail,

    /// <summary>People, posts, bodies.</summary>
    ManagePeople,

    /// <summary>Categories, limits, calendars, words.</summary>
    ManageRules,

    /// <summary>Areas and their outlines.</summary>
    ManageAreas,

    /// <summary>Estates, buildings, public units and doors of an area: enter, rename, move, close.</summary>
    KeepPlaces,

    /// <summary>Who lives behind which door, numbers masked.</summary>
    ReadHouseholds,

    /// <summary>Enter households and people, move them, bring them in by list.</summary>
    KeepHouseholds,

    /// <summary>
    /// Open a resident's identity number or telephone with a stated purpose; every look is on the trail.
    /// </summary>
    OpenNumbers,

    /// <summary>Have grids proposed for a community, change, show and adopt them, answer objections.</summary>
    DivideGrids,

    /// <summary>
    /// Say which linked-household head looks after which household; appoint heads of buildings, units, households.
    /// </summary>
    KeepCare,

    /// <summary>Send in an office's blank tables, say what their headings mean, take them out of use.</summary>
    KeepSheets,

    /// <summary>
    /// Have an office's table filled for an area and a period; of it no more than one may read anyway.
    /// </summary>
    FillSheets,
    /// <summary>See whom one cares for: for posts of the chain that the consent names, and for the clerk.</summary>
    ReadNeeds,

    /// <summary>Enter care with consent, renew and end it; confirm corrections.</summary>
    KeepNeeds,

    /// <summary>Visit households and write down what was said.</summary>
    Visit,

    /// <summary>Make programmes of visits and their forms.</summary>
    PlanVisits,
    /// <summary>The catalogue of powers handed down: enter, take back, bind to categories.</summary>
    KeepPowers,

    /// <summary>Pairs of departments, leaders, villages and people: enter, note, end.</summary>
    KeepPairs,

    /// <summary>Members and units that sign in at the community: confirm, enter and confirm service.</summary>
    KeepMembers,

    /// <summary>Records of workers: schooling, year of birth, certificates.</summary>
    KeepWorkers,

    /// <summary>The pay of one person by name, of the town that pays; every look is on the trail.</summary>
    SeePay,

    /// <summary>Figures of workers, and who is counted in them; never pay by name.</summary>
    ReadWorkers,

    /// <summary>Release averages of pay for a month, once and for all.</summary>
    ReleasePay,

    /// <summary>Social organizations from the idea to registration.</summary>
    KeepIncubator,
}
