ALTER TABLE "campaign_revisions" ADD COLUMN "in_step" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "locale" text;