import { z } from 'zod';
import type { Row } from '../store/schema.ts';
import { doorSettings } from './access.ts';
import { appearance } from './appearance.ts';
import { type Branding, branding } from './branding.ts';
import { attachmentLimits, widgetForm } from './find.ts';
import { labelsIn } from './labels.ts';
import { suggestionsIn } from './suggestions.ts';

const texts = z.array(z.string());

export function presentSite(site: Row<'site'>) {
  return {
    id: site.id,
    name: site.name,
    locale: site.primary_locale,
    locales: texts.parse(JSON.parse(site.locales)),
    hosts: texts.parse(JSON.parse(site.hosts)),
    branding: presentBranding(branding.parse(JSON.parse(site.branding))),
    contact: site.contact,
    accessMode: site.access_mode,
    doors: doorSettings.parse(JSON.parse(site.doors)),
    sessionMax: site.session_max,
    hasPassword: site.password_hash !== null,
    readers: texts.parse(JSON.parse(site.readers)),
    createdAt: new Date(site.created_at).toISOString(),
    updatedAt: new Date(site.updated_at).toISOString(),
  };
}

/** The logo as pages show it. */
export function presentBranding({ logo, ...looks }: Branding) {
  const picture = logo && {
    ...{ src: `/logo/${logo.file}`, width: logo.width, height: logo.height },
  };
  return { ...looks, logo: picture };
}

export function presentWidget(widget: Row<'widget'>, categories: readonly number[]) {
  return {
    id: widget.id,
    name: widget.name,
    site: widget.site_id,
    categories,
    origins: texts.parse(JSON.parse(widget.origins)),
    locale: widget.locale,
    appearance: appearance.parse(JSON.parse(widget.appearance)),
    mode: widget.mode,
    labels: labelsIn(widget.labels),
    suggestions: suggestionsIn(widget.suggestions),
    form: widgetForm.nullable().parse(JSON.parse(widget.form)),
    attachmentLimits: attachmentLimits.parse(JSON.parse(widget.attachment_limits)),
    contact: widget.contact,
    createdAt: new Date(widget.created_at).toISOString(),
    updatedAt: new Date(widget.updated_at).toISOString(),
  };
}
