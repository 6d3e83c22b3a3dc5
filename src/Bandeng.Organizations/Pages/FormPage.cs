using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Organizations.Pages;

/// <summary>A page with a form: keeps what was typed and says what stopped it, with a link to the field.</summary>
public abstract class FormPage : PageModel
{
    public Refusal? Refusal { get; protected set; }

    /// <summary>The element to which the error summary leads, or null when no field is at fault.</summary>
    public string? FaultyField => Refusal is { } refusal ? FieldOf(refusal.Code) : null;

    protected virtual string? FieldOf(string code) => null;

    /// <summary>A link of this site, else the front page: nobody is led away by a doctored address.</summary>
    protected string Home(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
