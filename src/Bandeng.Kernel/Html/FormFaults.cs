using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>Says all that is wrong with a form at once.</summary>
public static class FormFaults
{
    /// <summary>Each fault at its field; what could not be read at all is said already.</summary>
    public static void RefuseAll(
        this ModelStateDictionary model, IEnumerable<Refusal> faults, Func<Refusal, string> fieldOf,
        IStringLocalizer texts)
    {
        foreach (var fault in faults)
        {
            if (model.GetFieldValidationState(fieldOf(fault)) is not ModelValidationState.Invalid)
            {
                model.Refuse(fieldOf(fault), fault, texts);
            }
        }
    }
}
