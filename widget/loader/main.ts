import type { WidgetSettings } from '../../contract/widget-api.ts';
import { startWidget } from './widget.ts';

/** The server puts the widget's settings here, as JSON, when it hands the script out. */
declare const __PORCHLIGHT_SETTINGS__: WidgetSettings;

startWidget(__PORCHLIGHT_SETTINGS__);
