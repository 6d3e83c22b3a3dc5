using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>What a clerk types while somebody is on the telephone.</summary>
public sealed class EntryInput
{
    private const string LocalFormat = "yyyy-MM-ddTHH:mm";

    /// <summary>Made with the form: sent twice, it is one matter.</summary>
    public Guid Id { get; set; }

    /// <summary>代办: something is done for somebody, rather than looked into.</summary>
    public bool Errand { get; set; }

    public string? Detail { get; set; }

    public string? Title { get; set; }

    public Channel Channel { get; set; } = Channel.Call;

    public RequestType Type { get; set; } = RequestType.Help;

    /// <summary>A code, a name, or both as the list offers them: 「0101 路灯」.</summary>
    public string? Category { get; set; }

    public string? Area { get; set; }

    public string? Place { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public bool Urgent { get; set; }

    public bool Protected { get; set; }

    public string? Number { get; set; }

    public string? Platform { get; set; }

    /// <summary>As a date-and-time field sends it, on the wall clock of China.</summary>
    public string? OuterDue { get; set; }

    public Guid? Respondent { get; set; }

    public Guid? Body { get; set; }

    public int? LimitAmount { get; set; }

    public LimitClass LimitClass { get; set; } = LimitClass.WorkingDay;

    public string? InnerWords { get; set; }

    /// <summary>
    /// Fills what an order's labels name; what was typed by hand before is replaced only by what was found.
    /// </summary>
    internal void Take(PastedOrder order, DateTimeOffset now)
    {
        Channel = Channel.Hotline;
        Detail = order.Detail ?? Detail;
        Title = order.Title ?? Title;
        Number = order.Number ?? Number;
        Name = order.Name ?? Name;
        Phone = order.Phone ?? Phone;
        Place = order.Place ?? Place;
        Category = order.Category ?? Category;
        Type = RequestTypeWords.Of(order.Type) ?? Type;
        Urgent = Urgent || order.Urgent;
        Protected = Protected || order.Protected;
        var due = order.Due ?? (order.Limit is { } limit ? Deadline.Of(now, limit, WorkCalendar.Official).At : null);
        OuterDue = due is { } at
            ? ChinaTime.OnTheWall(at).ToString(LocalFormat, CultureInfo.InvariantCulture)
            : OuterDue;
    }

    /// <summary>Whether a deadline was typed that nobody can read.</summary>
    internal bool IsDueUnreadable => !string.IsNullOrWhiteSpace(OuterDue) && Moment(OuterDue) is null;

    /// <summary>The matter to raise.</summary>
    /// <param name="category">The code that <see cref="Category"/> was understood as.</param>
    internal RaiseRequest ToRaise(string? category) => new()
    {
        Id = Id,
        IsForSomebodyElse = true,
        Kind = Errand
            ? "errand"
            : Channel is Channel.Patrol ? "patrol"
            : string.IsNullOrWhiteSpace(Number) ? "problem"
            : "order",
        Channel = Channel,
        RequestType = Errand ? RequestType.Help : Type,
        Title = Title,
        Detail = Detail,
        Category = category,
        Area = Area,
        PlaceWords = Place,
        Name = Name,
        Phone = Phone,
        Urgent = Urgent,
        Protected = Protected,
        Respondent = Respondent,
        Platform = string.IsNullOrWhiteSpace(Platform) ? null : Platform.Trim(),
        OutsideNumber = Number?.Trim(),
        OuterDueAt = Moment(OuterDue),
    };

    /// <summary>The dispatch that follows at once, or null.</summary>
    internal ActRequest? ToDispatch() => Body is null ? null : new()
    {
        Body = Body,
        LimitAmount = LimitAmount,
        LimitClass = LimitAmount is null ? null : LimitClass,
        InnerWords = InnerWords,
    };

    private static DateTimeOffset? Moment(string? local) =>
        DateTime.TryParseExact(local, LocalFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && ChinaTime.IsInRange(at.Year)
            ? ChinaTime.ToInstant(at)
            : null;
}
